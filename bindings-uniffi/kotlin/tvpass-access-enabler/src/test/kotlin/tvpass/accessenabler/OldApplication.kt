package tvpass.accessenabler

import kotlinx.coroutines.channels.Channel
import tvpass.fetch
import tvpass.signInAsPerson

/** An application as it was written for the SDK: it notes each callback, chooses a provider, and opens pages. */
class OldApplication(private val chosen: String? = "Cablevision") : IAccessEnablerDelegate {
    lateinit var accessEnabler: AccessEnabler

    private val calls = Channel<String>(Channel.UNLIMITED)
    val statuses = mutableListOf<AdvancedStatus>()
    val pages = mutableListOf<String>()
    var metadata: MetadataStatus? = null

    /** The next callback that is not a question. */
    suspend fun next(): String = calls.receive()

    override fun setRequestorComplete(status: Int) = note("setRequestorComplete $status")

    override fun displayProviderDialog(mvpds: ArrayList<Mvpd>) {
        check(chosen == null || mvpds.any { it.id == chosen })
        accessEnabler.setSelectedProvider(chosen)
    }

    override fun navigateToUrl(url: String) {
        pages += url
        if ("/authenticate/" in url) signInAsPerson(url) else fetch(url)
        accessEnabler.getAuthenticationToken()
    }

    override fun setAuthenticationStatus(status: Int, errorCode: String) = note("setAuthenticationStatus $status $errorCode")

    override fun setToken(token: String, resourceId: String) {
        check(token.isNotEmpty())
        note("setToken $resourceId")
    }

    override fun tokenRequestFailed(resourceId: String, errorCode: String, errorDescription: String) =
        note("tokenRequestFailed $resourceId $errorCode")

    override fun preauthorizedResources(resources: ArrayList<String>) = note("preauthorizedResources $resources")

    override fun selectedProvider(mvpd: Mvpd?) = note("selectedProvider ${mvpd?.id}")

    override fun setMetadataStatus(key: MetadataKey, result: MetadataStatus?) {
        metadata = result
        note("setMetadataStatus ${key.key}")
    }

    override fun status(status: AdvancedStatus) {
        statuses += status
    }

    private fun note(call: String) {
        calls.trySend(call)
    }
}
