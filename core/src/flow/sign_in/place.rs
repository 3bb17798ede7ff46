//! The place of a sign-in, as a type: what a place never asks is [`Infallible`] there.

use core::convert::Infallible;
use core::fmt;

use super::{OpenUrl, RememberedMvpd, ShowCode};
use crate::endpoint::Configuration;

/// The place where the viewer signs in, and chooses a provider.
///
/// A program writes no arm for a question that its place never asks, and links no code for it. The bindings decide at run
/// time ([`AnyPlace`]).
pub trait Place: Copy {
    /// A code to show.
    type Code<'b>: Copy + fmt::Debug + PartialEq;
    /// A page to open.
    type Page<'b>: Copy + fmt::Debug + PartialEq;
    /// Providers to choose from.
    type Picker<'b>: Copy + fmt::Debug + PartialEq;
    /// The provider of the last time.
    type Remembered<'b>: Copy + fmt::Debug + PartialEq;

    #[doc(hidden)]
    fn opens_page(self) -> bool;
    #[doc(hidden)]
    fn picks(self) -> bool;
    #[doc(hidden)]
    fn code(code: ShowCode<'_>) -> Option<Self::Code<'_>>;
    #[doc(hidden)]
    fn page(page: OpenUrl<'_>) -> Option<Self::Page<'_>>;
    #[doc(hidden)]
    fn picker(configuration: Configuration<'_>) -> Option<Self::Picker<'_>>;
    /// The same providers for a shorter time, which the compiler cannot see of a projection.
    #[doc(hidden)]
    fn lend<'b, 'e: 'b>(picker: Self::Picker<'e>) -> Self::Picker<'b>;
    #[doc(hidden)]
    fn remembered(mvpd: RememberedMvpd<'_>) -> Option<Self::Remembered<'_>>;
}

macro_rules! asked {
    (asks $method:ident: $name:ident = $type:ty) => {
        fn $method(question: $type) -> Option<Self::$name<'_>> {
            Some(question)
        }
    };
    (never $method:ident: $name:ident = $type:ty) => {
        fn $method(_: $type) -> Option<Self::$name<'_>> {
            None
        }
    };
    (type asks $type:ty) => {
        $type
    };
    (type never $type:ty) => {
        Infallible
    };
}

/// Says of each question whether a place asks it.
macro_rules! place {
    ($name:ident: $code:ident code, $page:ident page, $picker:ident picker; $opens_page:expr, $picks:expr) => {
        impl Place for $name {
            type Code<'b> = asked!(type $code ShowCode<'b>);
            type Page<'b> = asked!(type $page OpenUrl<'b>);
            type Picker<'b> = asked!(type $picker Configuration<'b>);
            type Remembered<'b> = asked!(type $picker RememberedMvpd<'b>);

            asked!($code code: Code = ShowCode<'_>);
            asked!($page page: Page = OpenUrl<'_>);
            asked!($picker picker: Picker = Configuration<'_>);
            asked!($picker remembered: Remembered = RememberedMvpd<'_>);

            fn lend<'b, 'e: 'b>(picker: Self::Picker<'e>) -> Self::Picker<'b> {
                picker
            }

            fn opens_page(self) -> bool {
                $opens_page(self)
            }

            fn picks(self) -> bool {
                $picks(self)
            }
        }
    };
}

/// A television: it shows a code; the provider is given, or chosen on the other device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OtherDevice;
/// A television that shows a code, with a picker of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OtherDeviceWithPicker;
/// An application with a user agent and a picker of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ThisDevice;
/// A place that is decided at run time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnyPlace {
    /// The page opens here, in a user agent.
    pub opens_page: bool,
    /// The provider is chosen here, if none is given.
    pub picks: bool,
}

place!(OtherDevice: asks code, never page, never picker; |_| false, |_| false);
place!(OtherDeviceWithPicker: asks code, never page, asks picker; |_| false, |_| true);
place!(ThisDevice: never code, asks page, asks picker; |_| true, |_| true);
place!(AnyPlace: asks code, asks page, asks picker; |place: Self| place.opens_page, |place: Self| place.picks);
