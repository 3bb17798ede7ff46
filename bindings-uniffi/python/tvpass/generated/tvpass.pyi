# @generated from the library: what the module offers, for type checkers.

import enum
from datetime import datetime
from typing import Optional, final

from tvpass.redacted import Redacted, Secret, SecretBytes

class InternalError(Exception): ...

class BoardingStatus:
    @final
    class SUPPORTED(BoardingStatus):
        def __init__(self) -> None: ...
    @final
    class PICKER(BoardingStatus):
        def __init__(self) -> None: ...
    @final
    class OTHER(BoardingStatus):
        text: str
        def __init__(self, text: str) -> None: ...
    def wire(self) -> str: ...

class DecisionSource:
    @final
    class MVPD(DecisionSource):
        def __init__(self) -> None: ...
    @final
    class DEGRADATION(DecisionSource):
        def __init__(self) -> None: ...
    @final
    class TEMP_PASS(DecisionSource):
        def __init__(self) -> None: ...
    @final
    class DUMMY(DecisionSource):
        def __init__(self) -> None: ...
    @final
    class OTHER(DecisionSource):
        text: str
        def __init__(self, text: str) -> None: ...
    def wire(self) -> str: ...

class LogoutActionName:
    @final
    class LOGOUT(LogoutActionName):
        def __init__(self) -> None: ...
    @final
    class PARTNER_LOGOUT(LogoutActionName):
        def __init__(self) -> None: ...
    @final
    class COMPLETE(LogoutActionName):
        def __init__(self) -> None: ...
    @final
    class INVALID(LogoutActionName):
        def __init__(self) -> None: ...
    @final
    class OTHER(LogoutActionName):
        text: str
        def __init__(self, text: str) -> None: ...
    def wire(self) -> str: ...

class LogoutActionType:
    @final
    class INTERACTIVE(LogoutActionType):
        def __init__(self) -> None: ...
    @final
    class PARTNER_INTERACTIVE(LogoutActionType):
        def __init__(self) -> None: ...
    @final
    class NOBODY(LogoutActionType):
        def __init__(self) -> None: ...
    @final
    class OTHER(LogoutActionType):
        text: str
        def __init__(self, text: str) -> None: ...
    def wire(self) -> str: ...

class AttributeState:
    @final
    class PLAIN(AttributeState):
        def __init__(self) -> None: ...
    @final
    class ENCRYPTED(AttributeState):
        def __init__(self) -> None: ...
    @final
    class OTHER(AttributeState):
        text: str
        def __init__(self, text: str) -> None: ...
    def wire(self) -> str: ...

class ProfileType:
    @final
    class REGULAR(ProfileType):
        def __init__(self) -> None: ...
    @final
    class DEGRADED(ProfileType):
        def __init__(self) -> None: ...
    @final
    class TEMPORARY(ProfileType):
        def __init__(self) -> None: ...
    @final
    class APPLE_SSO(ProfileType):
        def __init__(self) -> None: ...
    @final
    class PLATFORM_SSO(ProfileType):
        def __init__(self) -> None: ...
    @final
    class SERVICE_TOKEN_SSO(ProfileType):
        def __init__(self) -> None: ...
    @final
    class OTHER(ProfileType):
        text: str
        def __init__(self, text: str) -> None: ...
    def wire(self) -> str: ...

class ActionName:
    @final
    class AUTHENTICATE(ActionName):
        def __init__(self) -> None: ...
    @final
    class RESUME(ActionName):
        def __init__(self) -> None: ...
    @final
    class RETRY(ActionName):
        def __init__(self) -> None: ...
    @final
    class AUTHORIZE(ActionName):
        def __init__(self) -> None: ...
    @final
    class PARTNER_PROFILE(ActionName):
        def __init__(self) -> None: ...
    @final
    class OTHER(ActionName):
        text: str
        def __init__(self, text: str) -> None: ...
    def wire(self) -> str: ...

class ActionType:
    @final
    class INTERACTIVE(ActionType):
        def __init__(self) -> None: ...
    @final
    class DIRECT(ActionType):
        def __init__(self) -> None: ...
    @final
    class OTHER(ActionType):
        text: str
        def __init__(self, text: str) -> None: ...
    def wire(self) -> str: ...

class ReasonType:
    @final
    class NO_REASON(ReasonType):
        def __init__(self) -> None: ...
    @final
    class AUTHENTICATED(ReasonType):
        def __init__(self) -> None: ...
    @final
    class TEMPORARY(ReasonType):
        def __init__(self) -> None: ...
    @final
    class DEGRADED(ReasonType):
        def __init__(self) -> None: ...
    @final
    class AUTHENTICATED_SSO(ReasonType):
        def __init__(self) -> None: ...
    @final
    class PFS_FALLBACK(ReasonType):
        def __init__(self) -> None: ...
    @final
    class CONFIGURATION_FALLBACK(ReasonType):
        def __init__(self) -> None: ...
    @final
    class MISSING_PARAMETERS_FALLBACK(ReasonType):
        def __init__(self) -> None: ...
    @final
    class OTHER(ReasonType):
        text: str
        def __init__(self, text: str) -> None: ...
    def wire(self) -> str: ...

class LinkType:
    @final
    class REGULAR(LinkType):
        def __init__(self) -> None: ...
    @final
    class SSO(LinkType):
        def __init__(self) -> None: ...
    @final
    class OTHER(LinkType):
        text: str
        def __init__(self, text: str) -> None: ...
    def wire(self) -> str: ...

class Call:
    @final
    class REGISTER(Call):
        software_statement: Secret
        redirect_uri: Optional[str]
        def __init__(self, software_statement: Secret, redirect_uri: Optional[str]) -> None: ...
    @final
    class TOKEN(Call):
        client_id: Secret
        client_secret: Secret
        grant_type: Optional[str]
        def __init__(self, client_id: Secret, client_secret: Secret, grant_type: Optional[str]) -> None: ...
    @final
    class GET_CONFIGURATION(Call):
        service_provider: str
        def __init__(self, service_provider: str) -> None: ...
    @final
    class CREATE_SESSION(Call):
        service_provider: str
        mvpd: Optional[str]
        domain_name: Optional[str]
        redirect_url: Optional[str]
        def __init__(self, service_provider: str, mvpd: Optional[str], domain_name: Optional[str], redirect_url: Optional[str]) -> None: ...
    @final
    class RESUME_SESSION(Call):
        service_provider: str
        code: str
        mvpd: Optional[str]
        domain_name: Optional[str]
        redirect_url: Optional[str]
        def __init__(self, service_provider: str, code: str, mvpd: Optional[str], domain_name: Optional[str], redirect_url: Optional[str]) -> None: ...
    @final
    class GET_SESSION(Call):
        service_provider: str
        code: str
        def __init__(self, service_provider: str, code: str) -> None: ...
    @final
    class GET_PROFILES(Call):
        service_provider: str
        def __init__(self, service_provider: str) -> None: ...
    @final
    class GET_PROFILE_MVPD(Call):
        service_provider: str
        mvpd: str
        def __init__(self, service_provider: str, mvpd: str) -> None: ...
    @final
    class GET_PROFILE_CODE(Call):
        service_provider: str
        code: str
        early_path: bool
        def __init__(self, service_provider: str, code: str, early_path: bool) -> None: ...
    @final
    class CREATE_PARTNER_SESSION(Call):
        service_provider: str
        partner: str
        domain_name: Optional[str]
        redirect_url: Optional[str]
        def __init__(self, service_provider: str, partner: str, domain_name: Optional[str], redirect_url: Optional[str]) -> None: ...
    @final
    class CREATE_PARTNER_PROFILE(Call):
        service_provider: str
        partner: str
        saml_response: Secret
        def __init__(self, service_provider: str, partner: str, saml_response: Secret) -> None: ...
    @final
    class PREAUTHORIZE(Call):
        service_provider: str
        mvpd: str
        resources: list[str]
        def __init__(self, service_provider: str, mvpd: str, resources: list[str]) -> None: ...
    @final
    class AUTHORIZE(Call):
        service_provider: str
        mvpd: str
        resources: list[str]
        def __init__(self, service_provider: str, mvpd: str, resources: list[str]) -> None: ...
    @final
    class LOGOUT(Call):
        service_provider: str
        mvpd: str
        redirect_url: Optional[str]
        def __init__(self, service_provider: str, mvpd: str, redirect_url: Optional[str]) -> None: ...
    @final
    class SSO_TOKEN(Call):
        service_provider: str
        person: Person
        def __init__(self, service_provider: str, person: Person) -> None: ...
    @final
    class SSO_REFRESH(Call):
        service_provider: str
        def __init__(self, service_provider: str) -> None: ...
    @final
    class SSO_LINK(Call):
        service_provider: str
        def __init__(self, service_provider: str) -> None: ...
    @final
    class SSO_UNLINK(Call):
        service_provider: str
        devices: list[str]
        def __init__(self, service_provider: str, devices: list[str]) -> None: ...
    @final
    class SSO_LIST(Call):
        service_provider: str
        def __init__(self, service_provider: str) -> None: ...

class Person:
    @final
    class ID(Person):
        identifier: Secret
        def __init__(self, identifier: Secret) -> None: ...
    @final
    class LINK_CODE(Person):
        code: Secret
        def __init__(self, code: Secret) -> None: ...

class Action:
    @final
    class NO_ACTION(Action):
        def __init__(self) -> None: ...
    @final
    class CONFIGURATION(Action):
        def __init__(self) -> None: ...
    @final
    class APPLICATION_REGISTRATION(Action):
        def __init__(self) -> None: ...
    @final
    class AUTHENTICATION(Action):
        def __init__(self) -> None: ...
    @final
    class AUTHORIZATION(Action):
        def __init__(self) -> None: ...
    @final
    class RETRY(Action):
        def __init__(self) -> None: ...
    @final
    class OTHER(Action):
        text: str
        def __init__(self, text: str) -> None: ...
    def wire(self) -> str: ...

class DcrErrorCode:
    @final
    class INVALID_REQUEST(DcrErrorCode):
        def __init__(self) -> None: ...
    @final
    class INVALID_REDIRECT_URI(DcrErrorCode):
        def __init__(self) -> None: ...
    @final
    class INVALID_SOFTWARE_STATEMENT(DcrErrorCode):
        def __init__(self) -> None: ...
    @final
    class UNAPPROVED_SOFTWARE_STATEMENT(DcrErrorCode):
        def __init__(self) -> None: ...
    @final
    class INVALID_CLIENT(DcrErrorCode):
        def __init__(self) -> None: ...
    @final
    class UNAUTHORIZED_CLIENT(DcrErrorCode):
        def __init__(self) -> None: ...
    @final
    class UNSUPPORTED_GRANT_TYPE(DcrErrorCode):
        def __init__(self) -> None: ...
    @final
    class OTHER(DcrErrorCode):
        text: str
        def __init__(self, text: str) -> None: ...
    def wire(self) -> str: ...

class Party(enum.Enum):
    VIEWER = 0
    NETWORK = 1
    SERVICE = 2
    SERVICE_PROVIDER = 3
    CONFIGURATION = 4
    INTEGRATOR = 5

class Reason:
    @final
    class SERVICE(Reason):
        http_status: int
        error: EnhancedError
        def __init__(self, http_status: int, error: EnhancedError) -> None: ...
    @final
    class REGISTRATION(Reason):
        http_status: int
        code: DcrErrorCode
        def __init__(self, http_status: int, code: DcrErrorCode) -> None: ...
    @final
    class THROTTLED(Reason):
        def __init__(self) -> None: ...
    @final
    class NOT_API(Reason):
        http_status: int
        def __init__(self, http_status: int) -> None: ...
    @final
    class MALFORMED(Reason):
        http_status: int
        error: JsonError
        def __init__(self, http_status: int, error: JsonError) -> None: ...
    @final
    class NO_RESPONSE(Reason):
        def __init__(self) -> None: ...
    @final
    class RESPONSE_TOO_LARGE(Reason):
        def __init__(self) -> None: ...
    @final
    class MISSING_HEADER(Reason):
        name: str
        def __init__(self, name: str) -> None: ...
    @final
    class MISSING_PARAMETER(Reason):
        name: str
        def __init__(self, name: str) -> None: ...
    @final
    class INVALID_PARAMETER(Reason):
        name: str
        def __init__(self, name: str) -> None: ...
    @final
    class INVALID_HEADER(Reason):
        name: str
        offset: int
        def __init__(self, name: str, offset: int) -> None: ...
    @final
    class NOT_BASE64(Reason):
        def __init__(self) -> None: ...
    @final
    class NOT_THIS_HEADER(Reason):
        def __init__(self) -> None: ...
    @final
    class JSON(Reason):
        error: JsonError
        def __init__(self, error: JsonError) -> None: ...
    @final
    class INVALID_URL(Reason):
        def __init__(self) -> None: ...
    @final
    class DOWNGRADE(Reason):
        def __init__(self) -> None: ...
    @final
    class TOO_LONG(Reason):
        field: str
        def __init__(self, field: str) -> None: ...
    @final
    class TOO_MANY(Reason):
        limit: int
        def __init__(self, limit: int) -> None: ...
    @final
    class UNEXPECTED(Reason):
        action: str
        def __init__(self, action: str) -> None: ...
    @final
    class NO_DECISION(Reason):
        def __init__(self) -> None: ...
    @final
    class NOT_SIGNED_IN(Reason):
        def __init__(self) -> None: ...
    @final
    class CANCELLED(Reason):
        def __init__(self) -> None: ...
    @final
    class NOT_RUNNING(Reason):
        def __init__(self) -> None: ...
    @final
    class UNKNOWN(Reason):
        def __init__(self) -> None: ...

class TvpassError(Exception):
    reason: Reason
    explanation: str
    @final
    class Viewer(TvpassError):
        reason: Reason
        explanation: str
        def __init__(self, reason: Reason, explanation: str) -> None: ...
    @final
    class Network(TvpassError):
        reason: Reason
        explanation: str
        def __init__(self, reason: Reason, explanation: str) -> None: ...
    @final
    class Service(TvpassError):
        reason: Reason
        explanation: str
        def __init__(self, reason: Reason, explanation: str) -> None: ...
    @final
    class ServiceProvider(TvpassError):
        reason: Reason
        explanation: str
        def __init__(self, reason: Reason, explanation: str) -> None: ...
    @final
    class Configuration(TvpassError):
        reason: Reason
        explanation: str
        def __init__(self, reason: Reason, explanation: str) -> None: ...
    @final
    class Integrator(TvpassError):
        reason: Reason
        explanation: str
        def __init__(self, reason: Reason, explanation: str) -> None: ...

class ErrorCode(enum.Enum):
    INVALID_PARAMETER_SERVICE_PROVIDER = 0
    INVALID_PARAMETER_MVPD = 1
    INVALID_PARAMETER_CODE = 2
    INVALID_PARAMETER_RESOURCES = 3
    INVALID_PARAMETER_REDIRECT_URL = 4
    INVALID_PARAMETER_PARTNER = 5
    INVALID_PARAMETER_SAML_RESPONSE = 6
    INVALID_HEADER_DEVICE_INFO = 7
    INVALID_HEADER_DEVICE_IDENTIFIER = 8
    INVALID_HEADER_IDENTITY_FOR_TEMPORARY_ACCESS = 9
    INVALID_HEADER_PFS_PERMISSION_ACCESS_NOT_PRESENT = 10
    INVALID_HEADER_PFS_PERMISSION_ACCESS_NOT_DETERMINED = 11
    INVALID_HEADER_PFS_PERMISSION_ACCESS_NOT_GRANTED = 12
    INVALID_HEADER_PFS_PROVIDER_ID_NOT_DETERMINED = 13
    INVALID_HEADER_PFS_PROVIDER_ID_MISMATCH = 14
    INVALID_HEADER_PFS_PROVIDER_INFO_EXPIRED = 15
    INVALID_INTEGRATION = 16
    INVALID_AUTHENTICATION_SESSION = 17
    PREAUTHORIZATION_DENIED_BY_MVPD = 18
    AUTHORIZATION_DENIED_BY_MVPD = 19
    AUTHORIZATION_DENIED_BY_PARENTAL_CONTROLS = 20
    AUTHORIZATION_DENIED_BY_DEGRADATION_RULE = 21
    INTERNAL_SERVER_ERROR = 22
    TOO_MANY_RESOURCES = 23
    INVALID_CONFIGURATION_USER_METADATA_CERTIFICATE = 24
    INVALID_CONFIGURATION_TEMPORARY_ACCESS = 25
    INVALID_CONFIGURATION_PLATFORM = 26
    INVALID_CONFIGURATION_PLATFORM_ID = 27
    INVALID_CONFIGURATION_PLATFORM_TRAIT = 28
    INVALID_CONFIGURATION_PLATFORM_CATEGORY_TRAIT = 29
    INVALID_CONFIGURATION_PLATFORM_SERVICES = 30
    INVALID_CONFIGURATION_MVPD_PLATFORM = 31
    INVALID_CONFIGURATION_MVPD_PLATFORM_BOARDING_STATUS = 32
    INVALID_CONFIGURATION_MVPD_PLATFORM_PROFILE_EXCHANGE = 33
    INVALID_ACCESS_TOKEN_SERVICE_PROVIDER = 34
    INVALID_ACCESS_TOKEN_CLIENT_APPLICATION = 35
    AUTHENTICATED_PROFILE_MISSING = 36
    AUTHENTICATED_PROFILE_EXPIRED = 37
    AUTHENTICATED_PROFILE_INVALIDATED = 38
    TEMPORARY_ACCESS_DURATION_LIMIT_EXCEEDED = 39
    TEMPORARY_ACCESS_RESOURCES_LIMIT_EXCEEDED = 40
    AUTHORIZATION_DENIED_BY_HBA_POLICIES = 41
    AUTHORIZATION_DENIED_BY_SESSION_INVALIDATED = 42
    IDENTITY_NOT_RECOGNIZED_BY_MVPD = 43
    NETWORK_RECEIVED_ERROR = 44
    NETWORK_CONNECTION_TIMEOUT = 45
    MAXIMUM_EXECUTION_TIME_EXCEEDED = 46
    INVALID_REQUESTOR = 47
    INVALID_DEVICE_INFO = 48
    INVALID_DEVICE_ID = 49
    MISSING_RESOURCE = 50
    MALFORMED_AUTHZ_REQUEST = 51
    INTERNAL_ERROR = 52
    UNKNOWN_INTEGRATION = 53
    AUTHENTICATION_SESSION_ISSUER_MISMATCH = 54
    AUTHENTICATION_SESSION_INVALIDATED = 55
    AUTHENTICATION_SESSION_MISSING = 56
    AUTHENTICATION_SESSION_EXPIRED = 57
    PREAUTHORIZATION_AUTHENTICATION_SESSION_MISSING = 58
    PREAUTHORIZATION_AUTHENTICATION_SESSION_EXPIRED = 59
    AUTHORIZATION_NOT_FOUND = 60
    AUTHORIZATION_EXPIRED = 61
    AUTHORIZATION_DENIED_BY_DEGRADATION_CONFIGURATION_CHANGE = 62
    DEGRADED_INTEGRATION = 63
    INVALID_REFRESH_TOKEN = 64
    MAXIMUM_ATTEMPTS_EXCEEDED = 65
    HEADER_MISSING = 66
    HEADER_INVALID = 67
    REQUEST_INVALID = 68
    REQUEST_NULL = 69
    TOKEN_INVALID = 70
    TOKEN_EXPIRED = 71
    UNAUTHORIZED = 72
    def wire(self) -> str: ...

class Event:
    @final
    class START(Event):
        def __init__(self) -> None: ...
    @final
    class RESPONSE(Event):
        http_status: int
        body: SecretBytes
        def __init__(self, http_status: int, body: SecretBytes) -> None: ...
    @final
    class RETRY_AFTER(Event):
        http_status: int
        delay_millis: int
        def __init__(self, http_status: int, delay_millis: int) -> None: ...
    @final
    class NO_RESPONSE(Event):
        def __init__(self) -> None: ...
    @final
    class RESPONSE_TOO_LARGE(Event):
        def __init__(self) -> None: ...
    @final
    class TIMER(Event):
        def __init__(self) -> None: ...
    @final
    class ONLINE(Event):
        def __init__(self) -> None: ...
    @final
    class USER_AGENT_RETURNED(Event):
        def __init__(self) -> None: ...
    @final
    class SHOWN(Event):
        def __init__(self) -> None: ...
    @final
    class CHOSEN(Event):
        mvpd: str
        def __init__(self, mvpd: str) -> None: ...
    @final
    class RELOAD(Event):
        def __init__(self) -> None: ...
    @final
    class NEW_CODE(Event):
        def __init__(self) -> None: ...
    @final
    class CONFIRMED(Event):
        def __init__(self) -> None: ...
    @final
    class PARTNER_STATUS(Event):
        status: Optional[PartnerFrameworkStatus]
        def __init__(self, status: Optional[PartnerFrameworkStatus]) -> None: ...
    @final
    class LINK_CODE(Event):
        code: Secret
        def __init__(self, code: Secret) -> None: ...
    @final
    class FINISHED(Event):
        def __init__(self) -> None: ...
    @final
    class REFUSED(Event):
        def __init__(self) -> None: ...
    @final
    class CANCEL(Event):
        def __init__(self) -> None: ...

class RegistrationState(enum.Enum):
    UNREGISTERED = 0
    REGISTERED = 1
    AUTHORIZED = 2

class RestoreError:
    @final
    class DAMAGED(RestoreError):
        def __init__(self) -> None: ...
    @final
    class FORMAT(RestoreError):
        def __init__(self) -> None: ...
    @final
    class FOREIGN(RestoreError):
        def __init__(self) -> None: ...
    @final
    class TOO_LONG(RestoreError):
        field: str
        def __init__(self, field: str) -> None: ...

class NoSingleSignOn:
    @final
    class NOBODY_KNOWN(NoSingleSignOn):
        def __init__(self) -> None: ...
    @final
    class TOKEN_REFUSED(NoSingleSignOn):
        error: Optional[EnhancedError]
        def __init__(self, error: Optional[EnhancedError]) -> None: ...
    @final
    class NO_CODE(NoSingleSignOn):
        def __init__(self) -> None: ...
    @final
    class NOT_LICENSED(NoSingleSignOn):
        http_status: int
        def __init__(self, http_status: int) -> None: ...
    @final
    class UNREACHABLE(NoSingleSignOn):
        failure: LastFailure
        def __init__(self, failure: LastFailure) -> None: ...
    @final
    class UNUSABLE(NoSingleSignOn):
        error: TvpassError
        def __init__(self, error: TvpassError) -> None: ...

class Access(enum.Enum):
    TEMPORARY = 0
    DEGRADED = 1

class Outcome:
    @final
    class REGISTERED(Outcome):
        def __init__(self) -> None: ...
    @final
    class SIGNED_IN(Outcome):
        profile: Profile
        profiles: list[Profile]
        def __init__(self, profile: Profile, profiles: list[Profile]) -> None: ...
    @final
    class REMEMBERED(Outcome):
        mvpd: str
        until: datetime
        def __init__(self, mvpd: str, until: datetime) -> None: ...
    @final
    class GRANTED(Outcome):
        access: Access
        mvpd: str
        def __init__(self, access: Access, mvpd: str) -> None: ...
    @final
    class PERMITTED(Outcome):
        decision: Decision
        def __init__(self, decision: Decision) -> None: ...
    @final
    class DENIED(Outcome):
        decision: Decision
        def __init__(self, decision: Decision) -> None: ...
    @final
    class PREAUTHORIZED(Outcome):
        permits: list[Permit]
        def __init__(self, permits: list[Permit]) -> None: ...
    @final
    class SIGN_IN_NEEDED(Outcome):
        error: Optional[EnhancedError]
        def __init__(self, error: Optional[EnhancedError]) -> None: ...
    @final
    class SIGNED_OUT(Outcome):
        was_signed_in: bool
        def __init__(self, was_signed_in: bool) -> None: ...
    @final
    class ASK_FRAMEWORK(Outcome):
        request: AuthenticationRequest
        def __init__(self, request: AuthenticationRequest) -> None: ...
    @final
    class BASIC_SIGN_IN(Outcome):
        mvpd: Optional[str]
        error: Optional[TvpassError]
        def __init__(self, mvpd: Optional[str], error: Optional[TvpassError]) -> None: ...
    @final
    class SERVICE_TOKEN_READY(Outcome):
        def __init__(self) -> None: ...
    @final
    class LINK_FINISHED(Outcome):
        def __init__(self) -> None: ...
    @final
    class DEVICES(Outcome):
        devices: list[LinkedDevice]
        own: Optional[Secret]
        def __init__(self, devices: list[LinkedDevice], own: Optional[Secret]) -> None: ...
    @final
    class UNLINKED(Outcome):
        devices: list[Secret]
        is_own: bool
        def __init__(self, devices: list[Secret], is_own: bool) -> None: ...
    @final
    class WITHOUT_SINGLE_SIGN_ON(Outcome):
        reason: NoSingleSignOn
        party: Party
        def __init__(self, reason: NoSingleSignOn, party: Party) -> None: ...

class CodeExpiry:
    @final
    class TIME_PASSED(CodeExpiry):
        failure: Optional[LastFailure]
        def __init__(self, failure: Optional[LastFailure]) -> None: ...
    @final
    class REFUSED(CodeExpiry):
        error: EnhancedError
        def __init__(self, error: EnhancedError) -> None: ...
    @final
    class REGISTRATION_LOST(CodeExpiry):
        def __init__(self) -> None: ...

class LastFailure:
    @final
    class NO_RESPONSE(LastFailure):
        def __init__(self) -> None: ...
    @final
    class THROTTLED(LastFailure):
        def __init__(self) -> None: ...
    @final
    class HTTP(LastFailure):
        http_status: int
        def __init__(self, http_status: int) -> None: ...

class Question:
    @final
    class CHOOSE_MVPD(Question):
        configuration: Configuration
        def __init__(self, configuration: Configuration) -> None: ...
    @final
    class CONFIRM_MVPD(Question):
        mvpd: str
        name: Optional[str]
        logo: Optional[str]
        def __init__(self, mvpd: str, name: Optional[str], logo: Optional[str]) -> None: ...
    @final
    class SHOW_CODE(Question):
        code: str
        authenticate_url: Optional[str]
        expires_at: datetime
        def __init__(self, code: str, authenticate_url: Optional[str], expires_at: datetime) -> None: ...
    @final
    class OPEN_URL(Question):
        url: str
        expires_at: datetime
        def __init__(self, url: str, expires_at: datetime) -> None: ...
    @final
    class CODE_EXPIRED(Question):
        reason: CodeExpiry
        party: Party
        def __init__(self, reason: CodeExpiry, party: Party) -> None: ...
    @final
    class CODE_REPLACED(Question):
        error: EnhancedError
        def __init__(self, error: EnhancedError) -> None: ...
    @final
    class OPEN_URLS(Question):
        urls: list[str]
        rejected: int
        def __init__(self, urls: list[str], rejected: int) -> None: ...
    @final
    class SIGN_OUT_AT_PARTNER(Question):
        def __init__(self) -> None: ...
    @final
    class PARTNER_STATUS(Question):
        interruption_allowed: bool
        configuration: Optional[Configuration]
        def __init__(self, interruption_allowed: bool, configuration: Optional[Configuration]) -> None: ...
    @final
    class CONFIRM_DEVICE(Question):
        information: SessionDetails
        def __init__(self, information: SessionDetails) -> None: ...
    @final
    class SHOW_LINK_CODE(Question):
        code: Secret
        expires_at: datetime
        def __init__(self, code: Secret, expires_at: datetime) -> None: ...
    @final
    class LINK_CODE_EXPIRED(Question):
        def __init__(self) -> None: ...
    @final
    class LINK_CODE_REFUSED(Question):
        error: Optional[EnhancedError]
        def __init__(self, error: Optional[EnhancedError]) -> None: ...

class Environment(enum.Enum):
    RELEASE_PRODUCTION = 0
    PREQUAL_PRODUCTION = 1
    RELEASE_STAGING = 2
    PREQUAL_STAGING = 3
    def base_url(self) -> str: ...

class SignInPlace(enum.Enum):
    OTHER_DEVICE = 0
    OTHER_DEVICE_WITH_PICKER = 1
    THIS_DEVICE = 2

class Step:
    @final
    class SEND(Step):
        request: Request
        def __init__(self, request: Request) -> None: ...
    @final
    class AWAIT(Step):
        def __init__(self) -> None: ...
    @final
    class AWAIT_OTHER(Step):
        until_millis: int
        def __init__(self, until_millis: int) -> None: ...
    @final
    class SLEEP(Step):
        until_millis: int
        def __init__(self, until_millis: int) -> None: ...
    @final
    class ASK(Step):
        question: Question
        usual_event: Event
        awaits_viewer: bool
        def __init__(self, question: Question, usual_event: Event, awaits_viewer: bool) -> None: ...
    @final
    class DONE(Step):
        outcome: Outcome
        def __init__(self, outcome: Outcome) -> None: ...
    @final
    class STOP(Step):
        error: TvpassError
        def __init__(self, error: TvpassError) -> None: ...

class Sender(enum.Enum):
    STREAMING_DEVICE = 0
    BROWSER = 1
    SECONDARY_APPLICATION = 2

class BrowserName:
    @final
    class ANDROID_BROWSER(BrowserName):
        def __init__(self) -> None: ...
    @final
    class CHROME(BrowserName):
        def __init__(self) -> None: ...
    @final
    class EDGE(BrowserName):
        def __init__(self) -> None: ...
    @final
    class FIREFOX(BrowserName):
        def __init__(self) -> None: ...
    @final
    class INTERNET_EXPLORER(BrowserName):
        def __init__(self) -> None: ...
    @final
    class OPERA(BrowserName):
        def __init__(self) -> None: ...
    @final
    class SAFARI(BrowserName):
        def __init__(self) -> None: ...
    @final
    class SEA_MONKEY(BrowserName):
        def __init__(self) -> None: ...
    @final
    class SYMBIAN_BROWSER(BrowserName):
        def __init__(self) -> None: ...
    @final
    class OTHER(BrowserName):
        text: str
        def __init__(self, text: str) -> None: ...
    def wire(self) -> str: ...

class BrowserVendor:
    @final
    class AMAZON(BrowserVendor):
        def __init__(self) -> None: ...
    @final
    class APPLE(BrowserVendor):
        def __init__(self) -> None: ...
    @final
    class GOOGLE(BrowserVendor):
        def __init__(self) -> None: ...
    @final
    class MICROSOFT(BrowserVendor):
        def __init__(self) -> None: ...
    @final
    class MOTOROLA(BrowserVendor):
        def __init__(self) -> None: ...
    @final
    class MOZILLA(BrowserVendor):
        def __init__(self) -> None: ...
    @final
    class NETSCAPE(BrowserVendor):
        def __init__(self) -> None: ...
    @final
    class NINTENDO(BrowserVendor):
        def __init__(self) -> None: ...
    @final
    class NOKIA(BrowserVendor):
        def __init__(self) -> None: ...
    @final
    class SAMSUNG(BrowserVendor):
        def __init__(self) -> None: ...
    @final
    class SONY_ERICSSON(BrowserVendor):
        def __init__(self) -> None: ...
    @final
    class OTHER(BrowserVendor):
        text: str
        def __init__(self, text: str) -> None: ...
    def wire(self) -> str: ...

class HardwareType:
    @final
    class CAMERA(HardwareType):
        def __init__(self) -> None: ...
    @final
    class DATA_COLLECTION_TERMINAL(HardwareType):
        def __init__(self) -> None: ...
    @final
    class DESKTOP(HardwareType):
        def __init__(self) -> None: ...
    @final
    class EMBEDDED_NETWORK_MODULE(HardwareType):
        def __init__(self) -> None: ...
    @final
    class E_READER(HardwareType):
        def __init__(self) -> None: ...
    @final
    class GAMES_CONSOLE(HardwareType):
        def __init__(self) -> None: ...
    @final
    class GEOLOCATION_TRACKER(HardwareType):
        def __init__(self) -> None: ...
    @final
    class GLASSES(HardwareType):
        def __init__(self) -> None: ...
    @final
    class MEDIA_PLAYER(HardwareType):
        def __init__(self) -> None: ...
    @final
    class MOBILE_PHONE(HardwareType):
        def __init__(self) -> None: ...
    @final
    class PAYMENT_TERMINAL(HardwareType):
        def __init__(self) -> None: ...
    @final
    class PLUGIN_MODEM(HardwareType):
        def __init__(self) -> None: ...
    @final
    class SET_TOP_BOX(HardwareType):
        def __init__(self) -> None: ...
    @final
    class TV(HardwareType):
        def __init__(self) -> None: ...
    @final
    class TABLET(HardwareType):
        def __init__(self) -> None: ...
    @final
    class WIRELESS_HOTSPOT(HardwareType):
        def __init__(self) -> None: ...
    @final
    class WRISTWATCH(HardwareType):
        def __init__(self) -> None: ...
    @final
    class UNKNOWN(HardwareType):
        def __init__(self) -> None: ...
    @final
    class VEHICLE_MULTIMEDIA_SYSTEM(HardwareType):
        def __init__(self) -> None: ...
    @final
    class PROJECTOR(HardwareType):
        def __init__(self) -> None: ...
    @final
    class OTHER(HardwareType):
        text: str
        def __init__(self, text: str) -> None: ...
    def wire(self) -> str: ...

class OsFamily:
    @final
    class ANDROID(OsFamily):
        def __init__(self) -> None: ...
    @final
    class BSD(OsFamily):
        def __init__(self) -> None: ...
    @final
    class LINUX(OsFamily):
        def __init__(self) -> None: ...
    @final
    class PLAY_STATION_OS(OsFamily):
        def __init__(self) -> None: ...
    @final
    class ROKU_OS(OsFamily):
        def __init__(self) -> None: ...
    @final
    class SYMBIAN(OsFamily):
        def __init__(self) -> None: ...
    @final
    class TIZEN(OsFamily):
        def __init__(self) -> None: ...
    @final
    class WINDOWS(OsFamily):
        def __init__(self) -> None: ...
    @final
    class IOS(OsFamily):
        def __init__(self) -> None: ...
    @final
    class TV_OS(OsFamily):
        def __init__(self) -> None: ...
    @final
    class MAC_OS(OsFamily):
        def __init__(self) -> None: ...
    @final
    class WEB_OS(OsFamily):
        def __init__(self) -> None: ...
    @final
    class OTHER(OsFamily):
        text: str
        def __init__(self, text: str) -> None: ...
    def wire(self) -> str: ...

class OsName:
    @final
    class ANDROID(OsName):
        def __init__(self) -> None: ...
    @final
    class CHROME_OS(OsName):
        def __init__(self) -> None: ...
    @final
    class LINUX(OsName):
        def __init__(self) -> None: ...
    @final
    class MAC_OS(OsName):
        def __init__(self) -> None: ...
    @final
    class OS_X(OsName):
        def __init__(self) -> None: ...
    @final
    class OPEN_BSD(OsName):
        def __init__(self) -> None: ...
    @final
    class ROKU_OS(OsName):
        def __init__(self) -> None: ...
    @final
    class WINDOWS(OsName):
        def __init__(self) -> None: ...
    @final
    class IOS(OsName):
        def __init__(self) -> None: ...
    @final
    class TV_OS(OsName):
        def __init__(self) -> None: ...
    @final
    class WEB_OS(OsName):
        def __init__(self) -> None: ...
    @final
    class OTHER(OsName):
        text: str
        def __init__(self, text: str) -> None: ...
    def wire(self) -> str: ...

class OsVendor:
    @final
    class AMAZON(OsVendor):
        def __init__(self) -> None: ...
    @final
    class APPLE(OsVendor):
        def __init__(self) -> None: ...
    @final
    class GOOGLE(OsVendor):
        def __init__(self) -> None: ...
    @final
    class LG(OsVendor):
        def __init__(self) -> None: ...
    @final
    class MICROSOFT(OsVendor):
        def __init__(self) -> None: ...
    @final
    class MOZILLA(OsVendor):
        def __init__(self) -> None: ...
    @final
    class NINTENDO(OsVendor):
        def __init__(self) -> None: ...
    @final
    class NOKIA(OsVendor):
        def __init__(self) -> None: ...
    @final
    class ROKU(OsVendor):
        def __init__(self) -> None: ...
    @final
    class SAMSUNG(OsVendor):
        def __init__(self) -> None: ...
    @final
    class SONY(OsVendor):
        def __init__(self) -> None: ...
    @final
    class TIZEN_PROJECT(OsVendor):
        def __init__(self) -> None: ...
    @final
    class OTHER(OsVendor):
        text: str
        def __init__(self, text: str) -> None: ...
    def wire(self) -> str: ...

class AccessStatus:
    @final
    class GRANTED(AccessStatus):
        def __init__(self) -> None: ...
    @final
    class DENIED(AccessStatus):
        def __init__(self) -> None: ...
    @final
    class RESTRICTED(AccessStatus):
        def __init__(self) -> None: ...
    @final
    class NOT_DETERMINED(AccessStatus):
        def __init__(self) -> None: ...
    @final
    class OTHER(AccessStatus):
        text: str
        def __init__(self, text: str) -> None: ...
    def wire(self) -> str: ...

class JsonErrorKind(enum.Enum):
    END = 0
    SYNTAX = 1
    UTF8 = 2
    CONTROL = 3
    ESCAPE = 4
    DEPTH = 5
    TYPE = 6
    RANGE = 7
    MISSING = 8
    UNKNOWN = 9

class TransportFailure(enum.Enum):
    NAME_NOT_FOUND = 0
    CONNECTION = 1
    TLS = 2
    TIMED_OUT = 3
    TRUNCATED = 4
    TOO_LARGE = 5
    CANCELLED = 6
    OTHER = 7

class Partner(enum.Enum):
    APPLE = 0
    def channel_identifier(self) -> str: ...
    def wire(self) -> str: ...

class Method(enum.Enum):
    GET = 0
    POST = 1
    def wire(self) -> str: ...

class Value:
    @final
    class NULL(Value):
        def __init__(self) -> None: ...
    @final
    class BOOL(Value):
        value: bool
        def __init__(self, value: bool) -> None: ...
    @final
    class NUMBER(Value):
        value: float
        text: str
        def __init__(self, value: float, text: str) -> None: ...
    @final
    class TEXT(Value):
        value: str
        def __init__(self, value: str) -> None: ...
    @final
    class ARRAY(Value):
        items: list[Value]
        def __init__(self, items: list[Value]) -> None: ...
    @final
    class OBJECT(Value):
        members: list[Member]
        def __init__(self, members: list[Member]) -> None: ...

@final
class Configuration:
    settings: list[Member]
    id: str
    name: Optional[str]
    domains: list[Domain]
    mvpds: list[Mvpd]
    def __init__(self, *, settings: list[Member], id: str, name: Optional[str], domains: list[Domain], mvpds: list[Mvpd]) -> None: ...

@final
class Domain:
    name: str
    mvpd_initiated: Optional[bool]
    def __init__(self, *, name: str, mvpd_initiated: Optional[bool]) -> None: ...

@final
class Mvpd:
    id: str
    display_name: Optional[str]
    logo_url: Optional[str]
    is_temp_pass: bool
    is_proxy: bool
    auth_per_aggregator: bool
    auth_per_browser_session: bool
    passive_authn_enabled: bool
    enable_platform_services: bool
    display_in_platform_picker: bool
    enforce_platform_permissions: bool
    boarding_status: Optional[BoardingStatus]
    platform_mapping_id: Optional[str]
    def __init__(self, *, id: str, display_name: Optional[str], logo_url: Optional[str], is_temp_pass: bool, is_proxy: bool, auth_per_aggregator: bool, auth_per_browser_session: bool, passive_authn_enabled: bool, enable_platform_services: bool, display_in_platform_picker: bool, enforce_platform_permissions: bool, boarding_status: Optional[BoardingStatus], platform_mapping_id: Optional[str]) -> None: ...

@final
class Decision:
    resource: str
    service_provider: str
    mvpd: str
    authorized: bool
    source: DecisionSource
    not_before: Optional[datetime]
    not_after: Optional[datetime]
    token: Optional[MediaToken]
    error: Optional[EnhancedError]
    def __init__(self, *, resource: str, service_provider: str, mvpd: str, authorized: bool, source: DecisionSource, not_before: Optional[datetime], not_after: Optional[datetime], token: Optional[MediaToken], error: Optional[EnhancedError]) -> None: ...

@final
class MediaToken:
    not_before: Optional[datetime]
    not_after: Optional[datetime]
    serialized_token: Secret
    issued_at: Optional[datetime]
    def __init__(self, *, not_before: Optional[datetime], not_after: Optional[datetime], serialized_token: Secret, issued_at: Optional[datetime]) -> None: ...

@final
class LogoutAction:
    action_name: LogoutActionName
    action_type: LogoutActionType
    mvpd: str
    url: Optional[str]
    def __init__(self, *, action_name: LogoutActionName, action_type: LogoutActionType, mvpd: str, url: Optional[str]) -> None: ...

@final
class Attribute:
    name: str
    value: Redacted[Value]
    state: AttributeState
    error: Optional[Redacted[Value]]
    def __init__(self, *, name: str, value: Redacted[Value], state: AttributeState, error: Optional[Redacted[Value]]) -> None: ...

@final
class Profile:
    mvpd: str
    not_before: datetime
    not_after: datetime
    issuer: str
    profile_type: ProfileType
    session_id: Optional[str]
    attributes: list[Attribute]
    def __init__(self, *, mvpd: str, not_before: datetime, not_after: datetime, issuer: str, profile_type: ProfileType, session_id: Optional[str], attributes: list[Attribute]) -> None: ...

@final
class AccessToken:
    id: Optional[str]
    access_token: Secret
    created_at: Optional[datetime]
    expires_in: int
    token_type: Optional[str]
    refresh_token: Optional[Secret]
    def __init__(self, *, id: Optional[str], access_token: Secret, created_at: Optional[datetime], expires_in: int, token_type: Optional[str], refresh_token: Optional[Secret]) -> None: ...

@final
class ClientCredentials:
    client_id: Secret
    client_secret: Secret
    client_id_issued_at: Optional[datetime]
    redirect_uris: list[str]
    grant_types: list[str]
    scopes: list[str]
    def __init__(self, *, client_id: Secret, client_secret: Secret, client_id_issued_at: Optional[datetime], redirect_uris: list[str], grant_types: list[str], scopes: list[str]) -> None: ...

@final
class AuthenticationRequest:
    request_type: Optional[str]
    request: Optional[Secret]
    attributes_names: list[str]
    def __init__(self, *, request_type: Optional[str], request: Optional[Secret], attributes_names: list[str]) -> None: ...

@final
class Session:
    action_name: ActionName
    action_type: ActionType
    reason_type: ReasonType
    missing_parameters: list[str]
    url: Optional[str]
    code: Optional[str]
    session_id: str
    mvpd: Optional[str]
    service_provider: str
    not_before: Optional[datetime]
    not_after: Optional[datetime]
    authentication_request: Optional[AuthenticationRequest]
    def __init__(self, *, action_name: ActionName, action_type: ActionType, reason_type: ReasonType, missing_parameters: list[str], url: Optional[str], code: Optional[str], session_id: str, mvpd: Optional[str], service_provider: str, not_before: Optional[datetime], not_after: Optional[datetime], authentication_request: Optional[AuthenticationRequest]) -> None: ...

@final
class Browser:
    name: Optional[str]
    vendor: Optional[str]
    version: Optional[Version]
    user_agent: Optional[str]
    original_user_agent: Optional[str]
    def __init__(self, *, name: Optional[str], vendor: Optional[str], version: Optional[Version], user_agent: Optional[str], original_user_agent: Optional[str]) -> None: ...

@final
class Connection:
    ip_address: Optional[str]
    port: Optional[int]
    secure: Optional[bool]
    connection_type: Optional[str]
    def __init__(self, *, ip_address: Optional[str], port: Optional[int], secure: Optional[bool], connection_type: Optional[str]) -> None: ...

@final
class Display:
    width: Optional[int]
    height: Optional[int]
    ppi: Optional[int]
    name: Optional[str]
    vendor: Optional[str]
    version: Optional[Version]
    diagonal_size: Optional[float]
    def __init__(self, *, width: Optional[int], height: Optional[int], ppi: Optional[int], name: Optional[str], vendor: Optional[str], version: Optional[Version], diagonal_size: Optional[float]) -> None: ...

@final
class Hardware:
    name: Optional[str]
    vendor: Optional[str]
    version: Optional[Version]
    manufacturer: Optional[str]
    def __init__(self, *, name: Optional[str], vendor: Optional[str], version: Optional[Version], manufacturer: Optional[str]) -> None: ...

@final
class OperatingSystem:
    name: Optional[str]
    family: Optional[str]
    vendor: Optional[str]
    version: Optional[Version]
    def __init__(self, *, name: Optional[str], family: Optional[str], vendor: Optional[str], version: Optional[Version]) -> None: ...

@final
class SessionDetails:
    existing_parameters: list[Member]
    missing_parameters: list[str]
    device: Optional[SessionDevice]
    not_before: datetime
    not_after: datetime
    def __init__(self, *, existing_parameters: list[Member], missing_parameters: list[str], device: Optional[SessionDevice], not_before: datetime, not_after: datetime) -> None: ...

@final
class SessionDevice:
    device_type: Optional[str]
    model: Optional[str]
    version: Optional[Version]
    hardware: Optional[Hardware]
    operating_system: Optional[OperatingSystem]
    browser: Optional[Browser]
    display: Optional[Display]
    application_id: Optional[str]
    connection: Optional[Connection]
    def __init__(self, *, device_type: Optional[str], model: Optional[str], version: Optional[Version], hardware: Optional[Hardware], operating_system: Optional[OperatingSystem], browser: Optional[Browser], display: Optional[Display], application_id: Optional[str], connection: Optional[Connection]) -> None: ...

@final
class Version:
    major: Value
    minor: Value
    patch: Value
    profile: Value
    def __init__(self, *, major: Value, minor: Value, patch: Value, profile: Value) -> None: ...

@final
class IssuedLinkCode:
    code: Secret
    not_before: Optional[datetime]
    not_after: datetime
    status: Optional[str]
    def __init__(self, *, code: Secret, not_before: Optional[datetime], not_after: datetime, status: Optional[str]) -> None: ...

@final
class IssuedToken:
    service_token: Secret
    not_before: Optional[datetime]
    not_after: datetime
    status: Optional[str]
    def __init__(self, *, service_token: Secret, not_before: Optional[datetime], not_after: datetime, status: Optional[str]) -> None: ...

@final
class LinkedDevice:
    id: Secret
    device_type: Optional[str]
    model: Optional[str]
    os: Optional[str]
    os_version: Optional[str]
    last_seen: Optional[datetime]
    link_type: Optional[LinkType]
    attributes: list[Member]
    def __init__(self, *, id: Secret, device_type: Optional[str], model: Optional[str], os: Optional[str], os_version: Optional[str], last_seen: Optional[datetime], link_type: Optional[LinkType], attributes: list[Member]) -> None: ...

@final
class EnhancedError:
    action: Optional[Action]
    status: Optional[int]
    code: Optional[str]
    known_code: Optional[ErrorCode]
    message: Optional[str]
    details: Optional[str]
    help_url: Optional[str]
    trace: Optional[str]
    def __init__(self, *, action: Optional[Action], status: Optional[int], code: Optional[str], known_code: Optional[ErrorCode], message: Optional[str], details: Optional[str], help_url: Optional[str], trace: Optional[str]) -> None: ...

@final
class Now:
    monotonic_millis: int
    unix: datetime
    random: int
    def __init__(self, *, monotonic_millis: int, unix: datetime, random: int) -> None: ...

@final
class SavedInstallation:
    bytes: SecretBytes
    revision: int
    def __init__(self, *, bytes: SecretBytes, revision: int) -> None: ...

@final
class Permit:
    resource: str
    permitted: bool
    decision: Optional[Decision]
    def __init__(self, *, resource: str, permitted: bool, decision: Optional[Decision]) -> None: ...

@final
class Settings:
    base_url: str
    service_provider: str
    software_statement: Secret
    headers: Headers
    redirect_uri: Optional[str]
    poll_interval_millis: Optional[int]
    def __init__(self, *, base_url: str, service_provider: str, software_statement: Secret, headers: Headers, redirect_uri: Optional[str] = ..., poll_interval_millis: Optional[int] = ...) -> None: ...

@final
class SignInOptions:
    mvpd: Optional[str]
    domain_name: Optional[str]
    redirect_url: Optional[str]
    place: Optional[SignInPlace]
    skips_lookup: bool
    def __init__(self, *, mvpd: Optional[str] = ..., domain_name: Optional[str] = ..., redirect_url: Optional[str] = ..., place: Optional[SignInPlace] = ..., skips_lookup: bool = ...) -> None: ...

@final
class Turn:
    saved: Optional[SecretBytes]
    revision: int
    is_token_new: bool
    step: Step
    def __init__(self, *, saved: Optional[SecretBytes], revision: int, is_token_new: bool, step: Step) -> None: ...

@final
class Headers:
    sender: Sender
    authorization: Optional[Secret]
    content_type: Optional[Secret]
    ap_device_identifier: Optional[Secret]
    x_device_info: Optional[Secret]
    x_forwarded_for: Optional[Secret]
    adobe_subject_token: Optional[Secret]
    x_roku_reserved_roku_connect_token: Optional[Secret]
    ad_service_token: Optional[Secret]
    ap_partner_framework_status: Optional[Secret]
    ap_temp_pass_identity: Optional[Secret]
    ap_visitor_identifier: Optional[Secret]
    accept: Optional[Secret]
    user_agent: Optional[Secret]
    x_sso_id: Optional[Secret]
    x_sso_link: Optional[Secret]
    def __init__(self, *, sender: Sender, authorization: Optional[Secret] = ..., content_type: Optional[Secret] = ..., ap_device_identifier: Optional[Secret] = ..., x_device_info: Optional[Secret] = ..., x_forwarded_for: Optional[Secret] = ..., adobe_subject_token: Optional[Secret] = ..., x_roku_reserved_roku_connect_token: Optional[Secret] = ..., ad_service_token: Optional[Secret] = ..., ap_partner_framework_status: Optional[Secret] = ..., ap_temp_pass_identity: Optional[Secret] = ..., ap_visitor_identifier: Optional[Secret] = ..., accept: Optional[Secret] = ..., user_agent: Optional[Secret] = ..., x_sso_id: Optional[Secret] = ..., x_sso_link: Optional[Secret] = ...) -> None: ...

@final
class DeviceInfo:
    primary_hardware_type: Optional[HardwareType]
    model: Optional[str]
    version: Optional[str]
    manufacturer: Optional[str]
    vendor: Optional[str]
    os_name: Optional[OsName]
    os_family: Optional[OsFamily]
    os_vendor: Optional[OsVendor]
    os_version: Optional[str]
    browser_name: Optional[BrowserName]
    browser_vendor: Optional[BrowserVendor]
    browser_version: Optional[str]
    user_agent: Optional[str]
    display_width: Optional[int]
    display_height: Optional[int]
    display_ppi: Optional[int]
    diagonal_screen_size: Optional[float]
    connection_ip: Optional[str]
    connection_port: Optional[int]
    connection_secure: Optional[bool]
    connection_type: Optional[str]
    application_id: Optional[str]
    def __init__(self, *, primary_hardware_type: Optional[HardwareType] = ..., model: Optional[str] = ..., version: Optional[str] = ..., manufacturer: Optional[str] = ..., vendor: Optional[str] = ..., os_name: Optional[OsName] = ..., os_family: Optional[OsFamily] = ..., os_vendor: Optional[OsVendor] = ..., os_version: Optional[str] = ..., browser_name: Optional[BrowserName] = ..., browser_vendor: Optional[BrowserVendor] = ..., browser_version: Optional[str] = ..., user_agent: Optional[str] = ..., display_width: Optional[int] = ..., display_height: Optional[int] = ..., display_ppi: Optional[int] = ..., diagonal_screen_size: Optional[float] = ..., connection_ip: Optional[str] = ..., connection_port: Optional[int] = ..., connection_secure: Optional[bool] = ..., connection_type: Optional[str] = ..., application_id: Optional[str] = ...) -> None: ...

@final
class FrameworkError:
    code: Optional[str]
    message: Optional[str]
    def __init__(self, *, code: Optional[str], message: Optional[str]) -> None: ...

@final
class PartnerFrameworkStatus:
    access_status: AccessStatus
    permission_error: Optional[FrameworkError]
    provider_id: Optional[str]
    expiration_date: Optional[datetime]
    provider_error: Optional[FrameworkError]
    def __init__(self, *, access_status: AccessStatus, permission_error: Optional[FrameworkError] = ..., provider_id: Optional[str] = ..., expiration_date: Optional[datetime] = ..., provider_error: Optional[FrameworkError] = ...) -> None: ...
    def is_valid(self, now: datetime) -> bool: ...

@final
class TempPassKey:
    name: str
    value: Secret
    def __init__(self, *, name: str, value: Secret) -> None: ...

@final
class JsonError:
    kind: JsonErrorKind
    field: str
    offset: int
    def __init__(self, *, kind: JsonErrorKind, field: str, offset: int) -> None: ...

@final
class ObservedExchange:
    line: str
    http_status: Optional[int]
    failure: Optional[TransportFailure]
    millis: int
    attempt: int
    def __init__(self, *, line: str, http_status: Optional[int], failure: Optional[TransportFailure], millis: int, attempt: int) -> None: ...

@final
class Header:
    name: str
    value: Secret
    def __init__(self, *, name: str, value: Secret) -> None: ...

@final
class Request:
    method: Method
    url: str
    headers: list[Header]
    body: SecretBytes
    def __init__(self, *, method: Method, url: str, headers: list[Header], body: SecretBytes) -> None: ...
    def line(self) -> str: ...

@final
class Member:
    name: str
    value: Value
    def __init__(self, *, name: str, value: Value) -> None: ...

@final
class AuthFlow:
    @classmethod
    def authorization(cls, installation: Installation, resource: str, mvpd: Optional[str] = ...) -> AuthFlow: ...
    @classmethod
    def check_sign_in(cls, installation: Installation) -> AuthFlow: ...
    @classmethod
    def link_device(cls, installation: Installation) -> AuthFlow: ...
    @classmethod
    def list_devices(cls, installation: Installation) -> AuthFlow: ...
    @classmethod
    def logout(cls, installation: Installation, redirect_url: str, mvpd: Optional[str] = ...) -> AuthFlow: ...
    @classmethod
    def partner_completion(cls, installation: Installation, partner: str, saml: Secret) -> AuthFlow: ...
    @classmethod
    def partner_sign_in(cls, installation: Installation, partner: str, domain_name: Optional[str] = ..., redirect_url: Optional[str] = ...) -> AuthFlow: ...
    @classmethod
    def preauthorization(cls, installation: Installation, resources: list[str], mvpd: Optional[str] = ..., limit: Optional[int] = ...) -> AuthFlow: ...
    @classmethod
    def registration(cls, installation: Installation) -> AuthFlow: ...
    @classmethod
    def second_screen(cls, installation: Installation, code: str, domain_name: Optional[str] = ..., redirect_url: Optional[str] = ...) -> AuthFlow: ...
    @classmethod
    def service_token(cls, installation: Installation, person: Optional[Person] = ...) -> AuthFlow: ...
    @classmethod
    def sign_in(cls, installation: Installation, options: SignInOptions) -> AuthFlow: ...
    @classmethod
    def unlink_devices(cls, installation: Installation, devices: list[Secret]) -> AuthFlow: ...
    def handle(self, now: Now, event: Event) -> Turn: ...
    def observed(self, request: Request, http_status: Optional[int], failure: Optional[TransportFailure], millis: int) -> ObservedExchange: ...

@final
class Installation:
    def __init__(self, settings: Settings, saved: Optional[SecretBytes] = ...) -> None: ...
    def forget_mvpd(self) -> None: ...
    def mark_saved(self, revision: int) -> None: ...
    def mvpd(self) -> Optional[str]: ...
    def profile_until(self) -> Optional[datetime]: ...
    def registration(self) -> RegistrationState: ...
    def remember_mvpd(self, mvpd: str) -> None: ...
    def remember_provider(self, mvpd: str, name: str, logo: str) -> None: ...
    def reset(self) -> None: ...
    def restore_error(self) -> Optional[RestoreError]: ...
    def set_headers(self, headers: Headers) -> None: ...
    def unsaved(self) -> Optional[SavedInstallation]: ...
    def forget_service_token(self) -> None: ...
    def restore_service_token(self, saved: SecretBytes, now: Now) -> Optional[RestoreError]: ...
    def saved_service_token(self) -> Optional[SecretBytes]: ...
    def service_token_until(self) -> Optional[datetime]: ...

def check_json(text: SecretBytes) -> None: ...
def decode_configuration(http_status: int, body: SecretBytes) -> Configuration: ...
def decode_decisions(http_status: int, body: SecretBytes) -> list[Decision]: ...
def decode_logouts(http_status: int, body: SecretBytes) -> list[LogoutAction]: ...
def decode_profiles(http_status: int, body: SecretBytes) -> list[Profile]: ...
def decode_access_token(http_status: int, body: SecretBytes) -> AccessToken: ...
def decode_client_credentials(http_status: int, body: SecretBytes) -> ClientCredentials: ...
def decode_session(http_status: int, body: SecretBytes) -> Session: ...
def decode_session_details(http_status: int, body: SecretBytes) -> SessionDetails: ...
def decode_link_code(http_status: int, body: SecretBytes) -> IssuedLinkCode: ...
def decode_linked_devices(http_status: int, body: SecretBytes) -> list[LinkedDevice]: ...
def decode_service_token(http_status: int, body: SecretBytes) -> IssuedToken: ...
def decode_unlinked_devices(http_status: int, body: SecretBytes) -> list[Secret]: ...
def encode_request(base_url: str, headers: Headers, call: Call) -> Request: ...
def encode_saml_response(saml: Secret) -> Secret: ...
def bearer_header(access_token: Secret) -> Secret: ...
def device_identifier_header(id: SecretBytes) -> Secret: ...
def device_identifier_of_platform(platform_id: str) -> Optional[SecretBytes]: ...
def read_device_identifier(value: Secret) -> SecretBytes: ...
def device_info_header(info: DeviceInfo) -> Secret: ...
def read_device_info(value: Secret) -> DeviceInfo: ...
def partner_framework_status_header(status: PartnerFrameworkStatus) -> Secret: ...
def read_partner_framework_status(value: Secret) -> PartnerFrameworkStatus: ...
def read_temp_pass_identity(value: Secret) -> list[TempPassKey]: ...
def temp_pass_identity_header(keys: list[TempPassKey]) -> Secret: ...
def authenticate_url(base_url: str, service_provider: str, code: str) -> str: ...
def resolve_url(base_url: str, url: str) -> str: ...

__all__ = [
    "InternalError",
    "BoardingStatus",
    "DecisionSource",
    "LogoutActionName",
    "LogoutActionType",
    "AttributeState",
    "ProfileType",
    "ActionName",
    "ActionType",
    "ReasonType",
    "LinkType",
    "Call",
    "Person",
    "Action",
    "DcrErrorCode",
    "Party",
    "Reason",
    "TvpassError",
    "ErrorCode",
    "Event",
    "RegistrationState",
    "RestoreError",
    "NoSingleSignOn",
    "Access",
    "Outcome",
    "CodeExpiry",
    "LastFailure",
    "Question",
    "Environment",
    "SignInPlace",
    "Step",
    "Sender",
    "BrowserName",
    "BrowserVendor",
    "HardwareType",
    "OsFamily",
    "OsName",
    "OsVendor",
    "AccessStatus",
    "JsonErrorKind",
    "TransportFailure",
    "Partner",
    "Method",
    "Value",
    "Configuration",
    "Domain",
    "Mvpd",
    "Decision",
    "MediaToken",
    "LogoutAction",
    "Attribute",
    "Profile",
    "AccessToken",
    "ClientCredentials",
    "AuthenticationRequest",
    "Session",
    "Browser",
    "Connection",
    "Display",
    "Hardware",
    "OperatingSystem",
    "SessionDetails",
    "SessionDevice",
    "Version",
    "IssuedLinkCode",
    "IssuedToken",
    "LinkedDevice",
    "EnhancedError",
    "Now",
    "SavedInstallation",
    "Permit",
    "Settings",
    "SignInOptions",
    "Turn",
    "Headers",
    "DeviceInfo",
    "FrameworkError",
    "PartnerFrameworkStatus",
    "TempPassKey",
    "JsonError",
    "ObservedExchange",
    "Header",
    "Request",
    "Member",
    "AuthFlow",
    "Installation",
    "check_json",
    "decode_configuration",
    "decode_decisions",
    "decode_logouts",
    "decode_profiles",
    "decode_access_token",
    "decode_client_credentials",
    "decode_session",
    "decode_session_details",
    "decode_link_code",
    "decode_linked_devices",
    "decode_service_token",
    "decode_unlinked_devices",
    "encode_request",
    "encode_saml_response",
    "bearer_header",
    "device_identifier_header",
    "device_identifier_of_platform",
    "read_device_identifier",
    "device_info_header",
    "read_device_info",
    "partner_framework_status_header",
    "read_partner_framework_status",
    "read_temp_pass_identity",
    "temp_pass_identity_header",
    "authenticate_url",
    "resolve_url",
]
