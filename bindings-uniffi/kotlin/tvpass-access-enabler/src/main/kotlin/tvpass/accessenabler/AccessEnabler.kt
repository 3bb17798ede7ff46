package tvpass.accessenabler

import java.io.IOException
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.launch
import tvpass.Outcome
import tvpass.TvpassException
import tvpass.accessenabler.AccessEnablerConstants.ACCESS_ENABLER_STATUS_ERROR
import tvpass.accessenabler.AccessEnablerConstants.ACCESS_ENABLER_STATUS_SUCCESS
import tvpass.accessenabler.AccessEnablerConstants.GENERIC_AUTHENTICATION_ERROR
import tvpass.accessenabler.AccessEnablerConstants.GENERIC_AUTHORIZATION_ERROR
import tvpass.accessenabler.AccessEnablerConstants.LOGOUT
import tvpass.accessenabler.AccessEnablerConstants.PROVIDER_NOT_SELECTED_ERROR
import tvpass.accessenabler.AccessEnablerConstants.USER_AUTHENTICATED
import tvpass.accessenabler.AccessEnablerConstants.USER_NOT_AUTHENTICATED_ERROR
import tvpass.accessenabler.AccessEnablerConstants.USER_NOT_AUTHORIZED_ERROR

/**
 * The shape of the old SDK over the flows, for an application that moves in a day and cleans up later. Calls wait for
 * [setRequestor], as they did.
 *
 * @param scope where flows run and callbacks come: one of the main thread, and this object is used there alone.
 */
class AccessEnabler(
    private val setup: AccessEnablerSetup,
    private val delegate: IAccessEnablerDelegate,
    private val scope: CoroutineScope,
) {
    private val viewer = Viewer(delegate)
    private var requestor = CompletableDeferred<Requestor>()

    /** The sign-in under way: it ends with the code to tell. */
    private var signingIn: Deferred<String>? = null

    /** The provider of the next sign-in. */
    private var preselected: String? = null

    fun setRequestor(id: String) {
        if (requestor.isCompleted) requestor = CompletableDeferred()
        val opening = requestor
        scope.launch {
            val isComplete = attempt {
                val opened = Requestor.open(setup, id)
                opening.complete(opened)
                opened.register()
                true
            }
            delegate.setRequestorComplete(status(isComplete == true))
        }
    }

    fun checkAuthentication() = whenOpen { requestor ->
        val isSignedIn = attempt { requestor.isSignedIn() }
        tell(
            when (isSignedIn) {
                true -> USER_AUTHENTICATED
                false -> USER_NOT_AUTHENTICATED_ERROR
                null -> GENERIC_AUTHENTICATION_ERROR
            },
        )
    }

    fun getAuthentication() = whenOpen { signIn(it) }

    /** The choice of the viewer; `null` ends the sign-in. Without a picker it is the provider of the next sign-in. */
    fun setSelectedProvider(mvpd: String?) {
        when {
            mvpd == null -> signingIn?.cancel()
            !viewer.choose(mvpd) -> preselected = mvpd
        }
    }

    /** The browser has come to the redirect address. */
    fun getAuthenticationToken() = viewer.returned()

    fun checkAuthorization(resourceId: String) = whenOpen { authorize(it, resourceId, signsIn = false) }

    /** Signs in first where it has to. */
    fun getAuthorization(resourceId: String) = whenOpen { authorize(it, resourceId, signsIn = true) }

    fun checkPreauthorizedResources(resources: ArrayList<String>) = whenOpen { requestor ->
        delegate.preauthorizedResources(ArrayList(attempt { requestor.preauthorize(resources) }.orEmpty()))
    }

    fun getMetadata(key: MetadataKey) = whenOpen { requestor ->
        delegate.setMetadataStatus(key, attempt { requestor.metadata(key, setup.headers) })
    }

    fun getSelectedProvider() = whenOpen { delegate.selectedProvider(it.selected) }

    fun logout() = whenOpen { requestor ->
        attempt { requestor.signOut { viewer.answer(it, requestor) } }
        delegate.setAuthenticationStatus(ACCESS_ENABLER_STATUS_ERROR, LOGOUT)
    }

    private fun whenOpen(work: suspend (Requestor) -> Unit) {
        val opened = requestor
        scope.launch { work(opened.await()) }
    }

    /** Does the work; nothing comes of it where a flow stops, which is told. */
    private suspend fun <T> attempt(resource: String? = null, work: suspend () -> T): T? = try {
        work()
    } catch (stopped: TvpassException) {
        delegate.status(stopped.advancedStatus(resource))
        null
    } catch (failed: IOException) {
        // Of the store.
        delegate.status(AdvancedStatus("LS011", "Error", failed.toString(), resource))
        null
    }

    /** Signs in, or waits for the sign-in that is under way, and tells how it ended. */
    private suspend fun signIn(requestor: Requestor): Boolean {
        val isFirst = signingIn == null
        val running = signingIn ?: scope.async { signInCode(requestor) }.also { signingIn = it }
        val code = try {
            running.await()
        } catch (cancelled: CancellationException) {
            currentCoroutineContext().ensureActive()
            PROVIDER_NOT_SELECTED_ERROR
        }
        if (isFirst) {
            signingIn = null
            tell(code)
        }
        return code == USER_AUTHENTICATED
    }

    private suspend fun signInCode(requestor: Requestor): String {
        val mvpd = preselected.also { preselected = null }
        val isSignedIn = attempt {
            requestor.signIn(mvpd) { viewer.answer(it, requestor) }
            true
        }
        return if (isSignedIn == true) USER_AUTHENTICATED else GENERIC_AUTHENTICATION_ERROR
    }

    private suspend fun authorize(requestor: Requestor, resource: String, signsIn: Boolean) {
        var outcome = attempt(resource) { requestor.authorize(resource) }
        if (outcome is Outcome.SignInNeeded && signsIn && signIn(requestor)) {
            outcome = attempt(resource) { requestor.authorize(resource) }
        }
        when (outcome) {
            is Outcome.Permitted -> delegate.setToken(outcome.decision.token?.serializedToken?.reveal().orEmpty(), resource)
            is Outcome.Denied -> {
                val error = outcome.decision.error
                error?.let { delegate.status(it.advancedStatus(resource)) }
                delegate.tokenRequestFailed(resource, USER_NOT_AUTHORIZED_ERROR, error.words())
            }
            is Outcome.SignInNeeded ->
                delegate.tokenRequestFailed(resource, USER_NOT_AUTHENTICATED_ERROR, outcome.error.words())
            else -> delegate.tokenRequestFailed(resource, GENERIC_AUTHORIZATION_ERROR, "")
        }
    }

    private fun tell(code: String) = delegate.setAuthenticationStatus(status(code == USER_AUTHENTICATED), code)

    private fun status(isGood: Boolean) = if (isGood) ACCESS_ENABLER_STATUS_SUCCESS else ACCESS_ENABLER_STATUS_ERROR
}
