//! `sso_list`: the devices of the sign-in that have a profile by it.

use tvpass::endpoint::{DeviceAttributes, LinkType, encode_linked_devices};
use tvpass::json::Timestamp;
use tvpass::message::DeviceInfo;

use crate::message::Response;
use crate::service::answer::encoded;
use crate::service::sso::SsoCaller;
use crate::service::{Outcome, Service};
use crate::state::{Fingerprint, Identity, Member, Owner};

impl Service {
    pub(in crate::service) fn sso_list(&mut self, caller: &SsoCaller<'_>) -> Outcome {
        let claims = caller.claims(0)?;
        if let Some(member) = caller.member(&claims.subject) {
            self.note_member(&member);
        }
        let identity = Fingerprint::of(claims.subject.as_bytes());
        let members = self.state.members.of(&identity, &caller.service_provider);
        let members: Vec<_> = members.filter(|_| self.has_profile(&identity, caller.now)).collect();
        let devices = || {
            members
                .iter()
                .map(|member| (member.id.as_str().into(), attributes(member, self.link_type(member, caller.now))))
        };
        Ok(Response::json(200, encoded(|buffer| encode_linked_devices(devices(), buffer))))
    }

    /// True if somebody signed in anywhere with tokens of this person.
    fn has_profile(&self, identity: &Fingerprint, now: Timestamp) -> bool {
        let owner = Owner::Identity(Identity::ServiceToken(identity.clone()));
        self.state.profiles.all_of(owner).any(|profile| profile.is_valid(now))
    }

    /// The device where the person signed in has a profile of its own.
    fn link_type(&self, member: &Member, now: Timestamp) -> LinkType<'static> {
        let is_own = |owner: &Owner| match owner {
            Owner::Application(application) => {
                application.device == member.device && application.service_provider == member.service_provider
            }
            Owner::Identity(_) => false,
        };
        let mut profiles = self.state.profiles.values();
        let is_regular = profiles.any(|profile| is_own(&profile.owner) && profile.is_valid(now));
        if is_regular { LinkType::Regular } else { LinkType::Sso }
    }
}

fn attributes<'m>(member: &'m Member, link_type: LinkType<'static>) -> DeviceAttributes<'m> {
    let info = member.device_info.as_deref().and_then(|json| DeviceInfo::decode(json.as_bytes()).ok());
    let info = info.unwrap_or_default();
    let mut attributes = DeviceAttributes::default();
    attributes.device_type = info.primary_hardware_type.map(|kind| kind.as_text());
    attributes.model = info.model;
    attributes.os = info.os_name.map(|name| name.as_text());
    attributes.os_version = info.os_version;
    attributes.last_seen = Some(member.last_seen);
    attributes.link_type = Some(link_type);
    attributes
}
