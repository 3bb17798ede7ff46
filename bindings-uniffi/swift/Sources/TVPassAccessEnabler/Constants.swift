// Statuses, codes and keys of the old interface.

public let ACCESS_ENABLER_STATUS_SUCCESS: Int32 = 1
public let ACCESS_ENABLER_STATUS_ERROR: Int32 = 0

public let USER_AUTHENTICATED = ""
public let USER_NOT_AUTHENTICATED_ERROR = "User Not Authenticated Error"
public let USER_NOT_AUTHORIZED_ERROR = "User not Authorized Error"
public let PROVIDER_NOT_SELECTED_ERROR = "Provider not Selected Error"
public let GENERIC_AUTHENTICATION_ERROR = "Generic Authentication Error"
public let GENERIC_AUTHORIZATION_ERROR = "Generic Authorization Error"

/// The key of the kind of metadata: `METADATA_AUTHENTICATION` and the other numbers.
public let METADATA_OPCODE_KEY = "opcode"
public let METADATA_AUTHENTICATION: Int32 = 0
public let METADATA_AUTHORIZATION: Int32 = 1
public let METADATA_DEVICE_ID: Int32 = 2
public let METADATA_USER_META: Int32 = 3

/// The key of the resource of `METADATA_AUTHORIZATION`.
public let METADATA_RESOURCE_ID_KEY = "resource_id"

/// The key of the name of `METADATA_USER_META`.
public let METADATA_USER_META_KEY = "user_metadata_name"
