//! Writes and reads every request: target, headers and body come from the endpoint's definition and the request's fields.

use super::answer::Answer;
use super::definition::{Definition, Endpoint, Outline, Requirement};
use super::parameter::{Parameter, Received};
use super::path::{is_path_of, segment};
use crate::debug::debug_fields;
use crate::json::{self, Field, Writer};
use crate::message::{
    BaseUrl, DecodeError, EncodeError, HeaderName, HeaderValue, Headers, Incoming, Request, Scratch, parameter,
    percent, split_once,
};
use crate::output::Output;

/// A request of the protocol: a client writes it, a server reads it.
pub trait Call<'a>: Sized {
    /// The endpoint that it calls.
    const ENDPOINT: Endpoint;

    /// The facts about it.
    const DEFINITION: &'static Definition;

    /// The answer of the service.
    type Answer<'r>: Answer<'r>;

    #[doc(hidden)]
    fn write(&self, builder: &mut Builder<'_>);

    #[doc(hidden)]
    fn read(parts: &mut Parts<'a, '_>) -> Result<Self, DecodeError>;

    /// Writes target and body into `buffer`, and takes from `headers` what the endpoint's row of the matrix lists.
    ///
    /// # Errors
    /// A required header is missing, a path parameter would change the path, or `buffer` is too small.
    fn encode<'b>(&self, headers: &Headers<'b>, buffer: &'b mut [u8]) -> Result<Request<'b>, EncodeError> {
        (self as &dyn AnyCall).encode(headers, buffer)
    }

    /// Reads what a client sent; values that were percent-encoded lie in `scratch` afterwards.
    ///
    /// Headers are for the caller to check, in the order it prefers.
    ///
    /// # Errors
    /// The request is another endpoint's, or a parameter is missing or malformed.
    fn decode(incoming: &Incoming<'a>, scratch: &mut Scratch<'a>) -> Result<Self, DecodeError> {
        let definition = Self::DEFINITION;
        if incoming.method != definition.method.as_str() || !is_path_of(definition, incoming.path()) {
            return Err(DecodeError::Route);
        }
        if definition
            .body
            .content_type()
            .is_some_and(|expected| !incoming.content_type().eq_ignore_ascii_case(expected))
        {
            return Err(DecodeError::ContentType);
        }
        Self::read(&mut Parts::new(definition, incoming, scratch))
    }
}

/// A [`Call`] of any endpoint: one encoder serves them all, which keeps the code small.
///
/// ```
/// use tvpass::endpoint::{AnyCall, GetProfiles, GetSession};
/// use tvpass::message::{HeaderName, Headers, Sender};
///
/// let mut headers = Headers::new(Sender::StreamingDevice);
/// headers.set(HeaderName::Authorization, "Bearer eyJhbGciOi").unwrap();
/// headers.set(HeaderName::ApDeviceIdentifier, "fingerprint dHY=").unwrap();
/// headers.set(HeaderName::XDeviceInfo, "e30=").unwrap();
/// let calls: [&dyn AnyCall; 2] =
///     [&GetProfiles::new("REF30"), &GetSession::new("REF30", "8ADF2")];
/// let mut buffer = [0; 64];
/// assert_eq!(calls[0].encode(&headers, &mut buffer).unwrap().target, "/api/v2/REF30/profiles");
/// assert_eq!(calls[1].encode(&headers, &mut buffer).unwrap().target, "/api/v2/REF30/sessions/8ADF2");
/// ```
pub trait AnyCall {
    #[doc(hidden)]
    fn outline(&self) -> &'static Outline;

    #[doc(hidden)]
    fn write_to(&self, builder: &mut Builder<'_>);
}

impl<'a, C: Call<'a>> AnyCall for C {
    fn outline(&self) -> &'static Outline {
        // Constant, so that a program carries the facts about those calls only that it makes.
        const { &C::DEFINITION.outline() }
    }

    fn write_to(&self, builder: &mut Builder<'_>) {
        self.write(builder);
    }
}

impl dyn AnyCall + '_ {
    /// As [`Call::encode`].
    ///
    /// # Errors
    /// As there.
    pub fn encode<'b>(&self, headers: &Headers<'b>, buffer: &'b mut [u8]) -> Result<Request<'b>, EncodeError> {
        let mut request = Request::of(*headers);
        fill(self, &mut request, buffer)?;
        Ok(request)
    }
}

/// The same into a `request` that has the headers; a request is large, and so never moves.
#[inline(never)]
pub(crate) fn fill<'b>(call: &dyn AnyCall, request: &mut Request<'b>, buffer: &'b mut [u8]) -> Result<(), EncodeError> {
    let outline = call.outline();
    request.method = outline.method;
    let mut builder = Builder::new(outline.path, buffer);
    call.write_to(&mut builder);
    builder.finish(outline, request)
}

/// Builds a request in the caller's buffer: first the path, then the query, then the body or the person's header.
pub struct Builder<'b> {
    pub(super) output: Output<'b>,
    template: &'static str,
    target_length: Option<usize>,
    fault: Option<EncodeError>,
    /// The header whose value stands in the place of a body.
    pub(super) person: Option<HeaderName>,
}

debug_fields!(Builder<'_> { output, template, target_length, fault, person });

impl<'b> Builder<'b> {
    fn new(template: &'static str, buffer: &'b mut [u8]) -> Self {
        Self { output: Output::new(buffer), template, target_length: None, fault: None, person: None }
    }

    /// Builds a whole URL instead of a target.
    pub(super) fn after(base: &BaseUrl<'_>, template: &'static str, buffer: &'b mut [u8]) -> Self {
        let mut builder = Self::new(template, buffer);
        builder.output.push(base.as_str().as_bytes());
        builder
    }

    /// Takes another path than the definition's.
    pub(super) fn set_template(&mut self, template: &'static str) {
        self.template = template;
    }

    /// The first fault is the one that is told.
    pub(super) fn refuse(&mut self, fault: EncodeError) {
        self.fault.get_or_insert(fault);
    }

    /// Fills the next `{…}` of the path.
    pub(super) fn path(&mut self, name: &'static str, value: &str) {
        // An empty segment or one of dots is resolved away by every URL library, and would name another resource.
        match value.as_bytes() {
            b"" => self.refuse(EncodeError::MissingParameter(name)),
            b"." | b".." => self.refuse(EncodeError::InvalidParameter(name)),
            _ => {}
        }
        let (literal, rest) = split_once(self.template, b'{').unwrap_or((self.template, ""));
        self.output.push(literal.as_bytes());
        percent::push(&mut self.output, value);
        self.template = split_once(rest, b'}').map_or("", |(_, after)| after);
    }

    fn end_path(&mut self) {
        self.output.push(self.template.as_bytes());
        self.template = "";
    }

    pub(super) fn query(&mut self, name: &'static str, value: &impl Parameter) {
        self.end_path();
        if value.is_present() {
            self.output.push(b"?");
            self.begin_pair(name);
            value.push(&mut self.output);
        }
    }

    /// The same of a parameter that the service wants, although a request without it can be read.
    pub(super) fn wanted(&mut self, name: &'static str, value: Option<&str>) {
        if value.is_none_or(str::is_empty) {
            self.refuse(EncodeError::MissingParameter(name));
        }
        self.query(name, &value);
    }

    /// Appends a field of the form; the endpoint has a body from here on.
    pub(super) fn form(&mut self, name: &'static str, value: &impl Parameter) {
        let body_start = self.begin_body();
        if value.is_present() {
            self.begin_field(name, body_start);
            value.push(&mut self.output);
        }
    }

    // Once for all types of values, where words are small.
    #[cfg_attr(target_pointer_width = "64", inline)]
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    fn begin_field(&mut self, name: &'static str, body_start: usize) {
        if self.output.length() > body_start {
            self.output.push_byte(b'&');
        }
        self.begin_pair(name);
    }

    #[inline]
    fn begin_pair(&mut self, name: &'static str) {
        self.output.push(name.as_bytes());
        self.output.push_byte(b'=');
    }

    pub(super) fn json<'j>(&mut self, value: &impl Field<'j>) {
        self.begin_body();
        value.write(&mut Writer::new(&mut self.output));
    }

    pub(super) fn begin_body(&mut self) -> usize {
        if let Some(length) = self.target_length {
            return length;
        }
        self.end_path();
        *self.target_length.insert(self.output.length())
    }

    pub(super) fn finish_url(mut self) -> Result<&'b str, EncodeError> {
        self.end_path();
        match self.fault {
            Some(fault) => Err(fault),
            None => Ok(self.output.finish_text()?),
        }
    }

    /// Puts target and body into `request`, and leaves it those headers that are the endpoint's.
    fn finish(mut self, outline: &Outline, request: &mut Request<'b>) -> Result<(), EncodeError> {
        let target_length = self.begin_body();
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        select(outline, &mut request.headers)?;
        let written = self.output.finish()?;
        let (target, body) = written.split_at_checked(target_length).unwrap_or_default();
        request.target = core::str::from_utf8(target).unwrap_or_default();
        match self.person {
            None => request.body = body,
            Some(name) => request.headers.insert(name, HeaderValue::own(body)),
        }
        Ok(())
    }
}

/// Leaves the headers that the matrix lists for the endpoint, and adds its own content type.
fn select(outline: &Outline, headers: &mut Headers<'_>) -> Result<(), EncodeError> {
    headers.remove(HeaderName::ContentType);
    // The person is the call's to name (V8).
    headers.remove(HeaderName::XSsoId);
    headers.remove(HeaderName::XSsoLink);
    if let Some(content_type) = outline.body.content_type() {
        headers.insert(HeaderName::ContentType, HeaderValue::own(content_type.as_bytes()));
    }
    if headers.value(HeaderName::Accept).is_none() {
        headers.insert(HeaderName::Accept, HeaderValue::own(outline.accept()));
    }
    for &name in &HeaderName::ALL {
        match outline.requirement_for(name, headers.sender()) {
            Requirement::Undefined => headers.remove(name),
            Requirement::Required if headers.value(name).is_none() => {
                return Err(EncodeError::MissingHeader(name));
            }
            _ => {}
        }
    }
    Ok(())
}

/// A received request, taken apart by the endpoint's path.
pub struct Parts<'a, 's> {
    pub(super) incoming: &'s Incoming<'a>,
    scratch: &'s mut Scratch<'a>,
    path: &'static str,
}

debug_fields!(Parts<'_, '_> { incoming, scratch, path });

impl<'a, 's> Parts<'a, 's> {
    pub(super) fn new(
        definition: &'static Definition,
        incoming: &'s Incoming<'a>,
        scratch: &'s mut Scratch<'a>,
    ) -> Self {
        Self { incoming, scratch, path: definition.path }
    }

    /// The path that was asked for follows another form than the definition's.
    pub(super) fn set_template(&mut self, path: &'static str) {
        self.path = path;
    }

    pub(super) fn path(&mut self, name: &'static str) -> Result<&'a str, DecodeError> {
        let segment = segment(self.path, self.incoming.path(), name).ok_or(DecodeError::Route)?;
        self.scratch.decoded(segment, false, name)
    }

    pub(super) fn query<T: Received<'a>>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        self.parameter(self.incoming.query(), name)
    }

    pub(super) fn wanted<T: Received<'a>>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        self.query(name)
    }

    pub(super) fn form<T: Received<'a>>(&mut self, name: &'static str) -> Result<T, DecodeError> {
        let form = core::str::from_utf8(self.incoming.body).map_err(|_| DecodeError::Parameter(name))?;
        self.parameter(form, name)
    }

    fn parameter<T: Received<'a>>(&mut self, form: &'a str, name: &'static str) -> Result<T, DecodeError> {
        let value = match parameter(form, name) {
            Some(encoded) => Some(self.scratch.decoded(encoded, true, name)?),
            None => None,
        };
        T::received(value).ok_or(DecodeError::Parameter(name))
    }

    pub(super) fn json<T: Field<'a>>(&mut self) -> Result<T, DecodeError> {
        json::decode(self.incoming.body).map_err(DecodeError::Body)
    }
}

/// Declares a request by its fields, in the order path, query, form or json.
macro_rules! call {
    (
        $(#[$meta:meta])*
        pub struct $name:ident<$a:lifetime>: $endpoint:ident => $answer:ident {
            $($fields:tt)*
        }
    ) => {
        $crate::constructor::constructor!([const] $name<$a> { $($fields)* });

        $crate::endpoint::call::call! {
            @declare
            $(#[$meta])*
            pub struct $name<$a>: $endpoint => $answer { $($fields)* }
        }
    };
    (
        @declare
        $(#[$meta:meta])*
        pub struct $name:ident<$a:lifetime>: $endpoint:ident => $answer:ident {
            $( $(#[doc = $doc:literal])* $part:ident $field:ident: $type:ty $(= $wire:literal)?, )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq)]
        #[non_exhaustive]
        pub struct $name<$a> {
            $( $(#[doc = $doc])* pub $field: $type, )*
        }

        $crate::debug::debug_fields!($name<'_> { $($field),* });

        impl<$a> $name<$a> {
            /// Its parameters, in the order of the request.
            pub const PARAMETERS: &'static [$crate::endpoint::ParameterDefinition] =
                &[$( $crate::endpoint::parameter::parameter!($part $type, concat!($($doc, "\n"),*) $(, $wire)?) ),*];
        }

        impl<$a> $crate::endpoint::Call<$a> for $name<$a> {
            const ENDPOINT: $crate::endpoint::Endpoint = $crate::endpoint::Endpoint::$endpoint;
            const DEFINITION: &'static $crate::endpoint::Definition = &DEFINITION;
            type Answer<'r> = $answer<'r>;

            fn write(&self, builder: &mut $crate::endpoint::call::Builder<'_>) {
                $( $crate::endpoint::call::call!(@write $part builder self.$field $(, $wire)?); )*
            }

            fn read(
                parts: &mut $crate::endpoint::call::Parts<$a, '_>,
            ) -> Result<Self, $crate::message::DecodeError> {
                Ok(Self { $( $field: parts.$part($($wire)?)?, )* })
            }
        }
    };
    (@write path $builder:ident $value:expr, $wire:literal) => { $builder.path($wire, $value) };
    (@write query $builder:ident $value:expr, $wire:literal) => { $builder.query($wire, &$value) };
    (@write wanted $builder:ident $value:expr, $wire:literal) => { $builder.wanted($wire, $value) };
    (@write form $builder:ident $value:expr, $wire:literal) => { $builder.form($wire, &$value) };
    (@write json $builder:ident $value:expr) => { $builder.json(&$value) };
    (@write devices $builder:ident $value:expr) => { $builder.devices(&$value) };
    (@write person $builder:ident $value:expr) => { $builder.person(&$value) };
}

pub(crate) use call;
