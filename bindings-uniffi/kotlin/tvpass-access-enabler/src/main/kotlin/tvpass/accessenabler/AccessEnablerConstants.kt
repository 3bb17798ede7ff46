package tvpass.accessenabler

/** Statuses, codes and keys of the old interface. */
object AccessEnablerConstants {
    const val ACCESS_ENABLER_STATUS_SUCCESS = 1
    const val ACCESS_ENABLER_STATUS_ERROR = 0

    const val USER_AUTHENTICATED = ""
    const val USER_NOT_AUTHENTICATED_ERROR = "User Not Authenticated Error"
    const val USER_NOT_AUTHORIZED_ERROR = "User not Authorized Error"
    const val PROVIDER_NOT_SELECTED_ERROR = "Provider not Selected Error"
    const val GENERIC_AUTHENTICATION_ERROR = "Generic Authentication Error"
    const val GENERIC_AUTHORIZATION_ERROR = "Generic Authorization Error"
    const val LOGOUT = "Logout"

    const val METADATA_KEY_TTL_AUTHN = 0
    const val METADATA_KEY_TTL_AUTHZ = 1
    const val METADATA_KEY_DEVICE_ID = 2
    const val METADATA_KEY_USER_META = 3

    /** The argument of `METADATA_KEY_TTL_AUTHZ`. */
    const val METADATA_ARG_RESOURCE_ID = "resource_id"

    /** The argument of `METADATA_KEY_USER_META`. */
    const val METADATA_ARG_USER_META = "user_metadata_name"
}
