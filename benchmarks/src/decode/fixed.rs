//! The answers that firmware with serde-json-core would hold in fixed memory: texts and lists with a capacity, and an
//! attribute struct that knows its names, because the library cannot tell what a value is.

use super::fold::{Fold, Timestamp, message};
use crate::checksum::{Checksum, tag};
use heapless::{LinearMap, String, Vec};
use serde::Deserialize;

type Short = String<40>;
type Long = String<160>;

message!(Profiles {
    profiles: "profiles" => LinearMap<Short, Profile, 2>,
});

message!(Profile {
    not_before: "notBefore" => u64,
    not_after: "notAfter" => u64,
    issuer: "issuer" => Short,
    kind: "type" => Short,
    attributes: "attributes" => Attributes,
});

#[derive(Deserialize)]
pub struct Attribute<V> {
    value: V,
    state: Short,
}

impl<V: Fold> Fold for Attribute<V> {
    fn fold(&self, _tag: u64, checksum: &mut Checksum) {
        self.value.fold(const { tag("value") }, checksum);
        self.state.fold(const { tag("state") }, checksum);
    }
}

/// The attributes with their names, each of which counts like a map's.
macro_rules! attributes {
    ($($field:ident: $wire:literal => $type:ty,)+) => {
        #[derive(Deserialize)]
        pub struct Attributes {
            $(#[serde(rename = $wire)] $field: Option<Attribute<$type>>,)+
        }

        impl Fold for Attributes {
            fn fold(&self, tag: u64, checksum: &mut Checksum) {
                $(if let Some(attribute) = &self.$field {
                    checksum.text(tag, $wire);
                    attribute.fold(tag, checksum);
                })+
            }
        }
    };
}

attributes! {
    user_id: "userID" => Long,
    household_id: "householdID" => Long,
    zip: "zip" => Vec<Short, 4>,
    max_rating: "maxRating" => LinearMap<Short, Short, 4>,
    expiration_date: "expiration_date" => u64,
    used_assets: "used_assets" => Vec<Long, 4>,
}

message!(Session {
    action_name: "actionName" => Short,
    action_type: "actionType" => Short,
    reason_type: "reasonType" => Short,
    missing_parameters: "missingParameters" => Option<Vec<Short, 4>>,
    url: "url" => Option<Long>,
    code: "code" => Option<Short>,
    session_id: "sessionId" => Short,
    mvpd: "mvpd" => Option<Short>,
    service_provider: "serviceProvider" => Short,
    not_before: "notBefore" => Option<Timestamp<Short>>,
    not_after: "notAfter" => Option<Timestamp<Short>>,
});
