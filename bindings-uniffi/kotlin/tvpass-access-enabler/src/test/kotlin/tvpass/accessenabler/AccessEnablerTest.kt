package tvpass.accessenabler

import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import tvpass.Redacted
import tvpass.SecretBytes
import tvpass.Service
import tvpass.SignInPlace
import tvpass.Television
import tvpass.TestClock
import tvpass.headers
import tvpass.signInAsPerson

/** An application that is written against the old shape, at the simulator. */
class AccessEnablerTest {
    private val kept = mutableListOf<SecretBytes>()

    private fun setup(
        service: Service, place: SignInPlace = SignInPlace.THIS_DEVICE, statement: String = "demo.software.statement",
    ) = AccessEnablerSetup(
        service.baseUrl, Redacted(statement), Television.headers(), "adobe.com", "https://adobe.com", place,
        clock = TestClock(), load = { kept.lastOrNull() }, save = { kept += it },
    )

    private fun CoroutineScope.start(setup: AccessEnablerSetup, application: OldApplication = OldApplication()) =
        application.also { it.accessEnabler = AccessEnabler(setup, it, this) }

    private fun withSimulator(test: suspend CoroutineScope.(Service) -> Unit) = Service.simulator().use { service ->
        runBlocking { test(service) }
    }

    @Test
    fun `an old application signs in, plays and logs out`() = withSimulator { service ->
        val application = start(setup(service))
        val enabler = application.accessEnabler
        enabler.checkAuthentication()
        enabler.setRequestor("REF30")
        assertEquals(
            setOf("setRequestorComplete 1", "setAuthenticationStatus 0 User Not Authenticated Error"),
            setOf(application.next(), application.next()),
        )
        enabler.getAuthentication()
        assertEquals("setAuthenticationStatus 1 ", application.next())
        enabler.getSelectedProvider()
        assertEquals("selectedProvider Cablevision", application.next())
        enabler.checkPreauthorizedResources(arrayListOf("REF30", "premium", "news"))
        assertEquals("preauthorizedResources [REF30, news]", application.next())
        enabler.getAuthorization("REF30")
        assertEquals("setToken REF30", application.next())
        enabler.checkAuthorization("premium")
        assertEquals("tokenRequestFailed premium User not Authorized Error", application.next())
        assertEquals(AdvancedStatus("Z100", "Warning", application.statuses.last().message, "premium"), application.statuses.last())
        enabler.logout()
        assertEquals("setAuthenticationStatus 0 Logout", application.next())
        assertEquals(2, application.pages.size)
        enabler.checkAuthentication()
        assertEquals("setAuthenticationStatus 0 User Not Authenticated Error", application.next())
    }

    @Test
    fun `an authorization signs in first where it has to`() = withSimulator { service ->
        val application = start(setup(service))
        application.accessEnabler.setRequestor("REF30")
        assertEquals("setRequestorComplete 1", application.next())
        application.accessEnabler.checkAuthorization("REF30")
        assertEquals("tokenRequestFailed REF30 User Not Authenticated Error", application.next())
        application.accessEnabler.getAuthorization("REF30")
        assertEquals("setAuthenticationStatus 1 ", application.next())
        assertEquals("setToken REF30", application.next())
    }

    @Test
    fun `a sign-in is there after a restart, and its metadata too`() = withSimulator { service ->
        val first = start(setup(service))
        first.accessEnabler.setRequestor("REF30")
        first.accessEnabler.getAuthorization("REF30")
        repeat(3) { first.next() }
        val second = start(setup(service))
        second.accessEnabler.setRequestor("REF30")
        second.accessEnabler.checkAuthentication()
        assertEquals(setOf("setRequestorComplete 1", "setAuthenticationStatus 1 "), setOf(second.next(), second.next()))
        assertTrue(second.metadata(AccessEnablerConstants.METADATA_KEY_TTL_AUTHN)!!.simpleResult!!.toLong() > 0)
        assertEquals(null, second.metadata(AccessEnablerConstants.METADATA_KEY_TTL_AUTHZ, AccessEnablerConstants.METADATA_ARG_RESOURCE_ID to "REF30"))
        assertEquals("living room", second.metadata(AccessEnablerConstants.METADATA_KEY_DEVICE_ID)!!.simpleResult)
        val zip = second.metadata(AccessEnablerConstants.METADATA_KEY_USER_META, AccessEnablerConstants.METADATA_ARG_USER_META to "zip")!!
        assertTrue(zip.userMetadataResult is List<*>)
    }

    private suspend fun OldApplication.metadata(key: Int, vararg arguments: Pair<String, String>): MetadataStatus? {
        accessEnabler.getMetadata(MetadataKey(key, mapOf(*arguments)))
        assertEquals("setMetadataStatus $key", next())
        return metadata
    }

    @Test
    fun `a viewer who chooses no provider is not signed in`() = withSimulator { service ->
        val application = start(setup(service), OldApplication(chosen = null))
        application.accessEnabler.setRequestor("REF30")
        application.accessEnabler.getAuthentication()
        assertEquals("setRequestorComplete 1", application.next())
        assertEquals("setAuthenticationStatus 0 Provider not Selected Error", application.next())
    }

    @Test
    fun `a television tells its code as a status`() = withSimulator { service ->
        val application = object : IAccessEnablerDelegate by OldApplication() {
            lateinit var accessEnabler: AccessEnabler
            val codes = mutableListOf<String>()
            val ends = CompletableDeferred<String>()

            override fun displayProviderDialog(mvpds: ArrayList<Mvpd>) = accessEnabler.setSelectedProvider("Dish")

            override fun status(status: AdvancedStatus) {
                if (status.id == "REGCODE") {
                    codes += status.message
                    signInAsPerson("${service.baseUrl}/api/v2/authenticate/REF30/${status.message}")
                }
            }

            override fun setAuthenticationStatus(status: Int, errorCode: String) {
                ends.complete("$status $errorCode")
            }
        }
        val place = SignInPlace.OTHER_DEVICE_WITH_PICKER
        application.accessEnabler = AccessEnabler(setup(service, place), application, this)
        application.accessEnabler.setRequestor("REF30")
        application.accessEnabler.getAuthentication()
        assertEquals("1 ", application.ends.await())
        assertEquals(1, application.codes.size)
    }

    @Test
    fun `a statement that is not approved is told with its old code`() = withSimulator { service ->
        val application = start(setup(service, statement = "unapproved.software.statement"))
        application.accessEnabler.setRequestor("REF30")
        assertEquals("setRequestorComplete 0", application.next())
        assertEquals("R400", application.statuses.single().id)
    }
}
