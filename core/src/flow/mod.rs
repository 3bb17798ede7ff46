//! The next thing to do: each flow is a value that the caller owns. Decide, save, write.

mod app;
mod authorization;
mod cycle;
mod installation;
mod logout;
mod pace;
mod partner;
mod preauthorization;
mod profiles;
mod registration;
mod second_screen;
mod sign_in;
mod step;
mod stop;
mod storage;
mod text;
mod url;

pub use app::{App, Now};
pub use authorization::{Authorization, Authorized};
pub use installation::{
    Installation, LARGE_STORAGE, LargeInstallation, RestoreError, SMALL_STORAGE, SmallInstallation, Storage, saved_size,
};
pub use logout::{Logout, LogoutQuestion, LogoutReply, SignedOut, Urls};
pub use partner::{PartnerCompleted, PartnerCompletion, PartnerQuestion, PartnerReply, PartnerSignIn, PartnerSignedIn};
pub use preauthorization::{
    DecidedPart, PERMITS_CAPACITY, PREAUTHORIZE_LIMIT, Permits, Preauthorization, PreauthorizationQuestion,
    PreauthorizationReply, Preauthorized, ResourceList,
};
pub use registration::{Registration, RegistrationState};
pub use second_screen::{SecondScreen, SecondScreenQuestion, SecondScreenReply};
pub use sign_in::{
    Access, AnyPlace, CodeExpired, OpenUrl, OtherDevice, OtherDeviceWithPicker, Place, QuestionAt, RememberedMvpd,
    ShowCode, SignIn, SignInQuestion, SignInReply, SignedIn, ThisDevice,
};
pub use step::{Event, Flow, Step, StepOf, Turn, Written};
pub use stop::{Actor, InvalidArgument, LastFailure, StopReason};
pub use storage::TooLong;
