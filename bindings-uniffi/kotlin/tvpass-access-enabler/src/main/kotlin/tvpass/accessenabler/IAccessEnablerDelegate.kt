package tvpass.accessenabler

/** The application, as the old interface calls it back: on the dispatcher of the scope that [AccessEnabler] was given. */
interface IAccessEnablerDelegate {
    fun setRequestorComplete(status: Int)

    /** Say [AccessEnabler.setSelectedProvider] when the viewer has chosen, or chooses none. */
    fun displayProviderDialog(mvpds: ArrayList<Mvpd>)

    /** Open it in a browser, and say [AccessEnabler.getAuthenticationToken] when it has come to the redirect address. */
    fun navigateToUrl(url: String)

    fun setAuthenticationStatus(status: Int, errorCode: String)

    fun setToken(token: String, resourceId: String)

    fun tokenRequestFailed(resourceId: String, errorCode: String, errorDescription: String)

    fun preauthorizedResources(resources: ArrayList<String>)

    fun selectedProvider(mvpd: Mvpd?)

    fun setMetadataStatus(key: MetadataKey, result: MetadataStatus?)

    /** An advanced code, for a log or for support. */
    fun status(status: AdvancedStatus) {}
}

/** A provider of the picker. */
data class Mvpd(val id: String, val displayName: String?, val logoUrl: String?, val isTempPass: Boolean)

/** The metadata that [AccessEnabler.getMetadata] asks for, a key of [AccessEnablerConstants]. */
data class MetadataKey(val key: Int, val arguments: Map<String, String> = emptyMap())

/**
 * Metadata: a text, or a value of the viewer's, which is a text, a number, a truth value, a list or a map.
 *
 * @param isEncrypted the value is for your private key.
 */
class MetadataStatus(val simpleResult: String?, val userMetadataResult: Any?, val isEncrypted: Boolean)

/**
 * An advanced code.
 *
 * @param level `Information`, `Warning` or `Error`.
 */
data class AdvancedStatus(val id: String, val level: String, val message: String, val resource: String? = null)
