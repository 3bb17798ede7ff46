package tvpass

import kotlinx.coroutines.runBlocking
import kotlinx.serialization.json.JsonArray
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** An installation outlives its process at every moment. */
class RestartTest {
    private val kept = mutableListOf<SecretBytes>()
    private val codes = mutableListOf<String>()

    /** The process ends here. */
    private class Killed : Error()

    /** Signs in, in a process that ends when request number [last] is about to be sent; tells whether it came to the end. */
    private fun signIn(service: Service, last: Int): Boolean {
        val installation = Installation(settings(service.baseUrl, "stand.in.statement"), kept.lastOrNull())
        assertNull(installation.restoreError())
        val usual = Transport.ofPlatform()
        var number = 0
        val mortal = Transport { if (++number == last) throw Killed() else usual.send(it) }
        val driver = Driver(installation, mortal, TestClock()) { kept += it }
        return try {
            runBlocking { driver.run(driver.signIn("Cablevision")) { codes += (it as Question.ShowCode).code; null } } is Outcome.SignedIn
        } catch (_: Killed) {
            false
        }
    }

    @Test
    fun `a process that ends before any request never registers twice`() {
        var last = 0
        do {
            last += 1
            kept.clear()
            val hasEnded = Service.standIn("--no-faults").use { service ->
                val hasEnded = signIn(service, last)
                assertTrue(signIn(service, 0))
                val report = service.report()
                assertEquals(JsonArray(emptyList()), report["violations"])
                assertEquals("1", report.text("registrations"), "killed before request $last")
                hasEnded
            }
        } while (!hasEnded)
        // Registration, token, profiles, session, and at least one poll.
        assertTrue(last > 5)
    }

    @Test
    fun `a process that ends while the code is on the screen shows the same code again`() =
        Service.standIn("--no-faults", "--polls-before-profile", "3").use { service ->
            // Registration, token, profiles, session, a poll; the process ends before the second.
            assertFalse(signIn(service, 6))
            assertTrue(signIn(service, 0))
            assertEquals(2, codes.size)
            assertEquals(1, codes.toSet().size)
            assertEquals("1", service.report().text("sessions"))
        }
}
