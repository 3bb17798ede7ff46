package tvpass

import java.io.IOException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield
import kotlinx.serialization.json.JsonArray
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** Several flows share one installation, and nobody need be signed in. */
class TogetherTest {
    private val statement = "stand.in.statement"
    private val none: suspend (Question) -> Event? = { error("nothing is asked") }

    private fun unanswered() = Installation(settings("http://127.0.0.1:1", statement))

    @Test
    fun `flows that share an installation register once`() = Service.standIn("--no-faults").use { service ->
        val installation = Installation(settings(service.baseUrl, statement))
        // Real time: none of them may wait for ever, nor take over what another is doing.
        val driver = Driver(installation) { yield() }
        val outcomes = runBlocking(Dispatchers.Default) {
            List(8) { async { driver.run(AuthFlow.registration(installation), none) } }.awaitAll()
        }
        assertEquals(List(8) { Outcome.Registered }, outcomes)
        val report = service.report()
        assertEquals(JsonArray(emptyList()), report["violations"])
        assertEquals("1" to "1", report.text("registrations") to report.text("tokens"))
    }

    @Test
    fun `a store that fails ends the flow before anything rests on it`() = Service.standIn("--no-faults").use { service ->
        val installation = Installation(settings(service.baseUrl, statement))
        val driver = Driver(installation) { throw IOException("the disk is full") }
        assertThrows<IOException> { runBlocking { driver.run(AuthFlow.registration(installation), none) } }
        assertEquals("1" to "0", service.report().text("registrations") to service.report().text("tokens"))
    }

    @Test
    fun `without anybody signed in a decision needs a sign-in and nothing is sent`() = runBlocking {
        val driver = Driver(unanswered(), clock = TestClock()) {}
        val flows = listOf(
            AuthFlow.authorization(driver.installation, "REF30"),
            AuthFlow.preauthorization(driver.installation, listOf("REF30")),
        )
        for (flow in flows) assertEquals(Outcome.SignInNeeded(null), driver.run(flow, none))
        val logout = AuthFlow.logout(driver.installation, "https://adobe.com")
        assertEquals(Outcome.SignedOut(wasSignedIn = false), driver.run(logout, none))
    }

    @Test
    fun `bytes of another application are left behind and told`() = Service.standIn("--no-faults").use { service ->
        val kept = mutableListOf<SecretBytes>()
        val driver = driver(settings(service.baseUrl, statement), kept)
        runBlocking { driver.run(AuthFlow.registration(driver.installation), none) }
        val other = Installation(settings(service.baseUrl, "another.statement"), kept.last())
        assertInstanceOf(RestoreError.Foreign::class.java, other.restoreError())
        assertEquals(RegistrationState.UNREGISTERED, other.registration())
    }

    @Test
    fun `an answer that asks for patience is told with its delay`() {
        val cycle = FlowCycle(AuthFlow.registration(unanswered()), ConfigurationCache(0))
        val body = Redacted(ByteArray(0))
        assertEquals(Event.RetryAfter(429u, 5000u), cycle.response(Response(429, body, retryAfterMillis("5"))))
        assertEquals(Event.Response(200u, body), cycle.response(Response(200, body, retryAfterMillis("5"))))
        assertEquals(0L, retryAfterMillis("Thu, 01 Jan 1970 00:00:00 GMT"))
        assertEquals(Event.ResponseTooLarge, cycle.noResponse(IOException(ResponseTooLargeException("long"))))
    }
}
