package tvpass.accessenabler

import tvpass.EnhancedError
import tvpass.Reason
import tvpass.TvpassException

/** For reasons that the old interface had no code for. */
private const val INTERNAL = "500"

internal fun TvpassException.advancedStatus(resource: String? = null) =
    AdvancedStatus(advancedCode(reason), "Error", explanation, resource)

internal fun EnhancedError.advancedStatus(resource: String) =
    AdvancedStatus(advancedCode(code), "Warning", words(), resource)

/** The service's words for people. */
internal fun EnhancedError?.words(): String = listOfNotNull(this?.message, this?.details).joinToString(" ")

/** The code of an SDK for what stopped a flow. */
internal fun advancedCode(reason: Reason): String = advancedCode(
    when (reason) {
        is Reason.Service -> reason.error.code
        is Reason.Registration -> reason.code.wire()
        is Reason.NotApi -> "not_api"
        Reason.NoResponse -> "no_response"
        Reason.Throttled -> "throttled"
        Reason.NotSignedIn -> "not_signed_in"
        else -> null
    },
)

private fun advancedCode(key: String?): String = key?.let { advancedCodes[it] } ?: INTERNAL
