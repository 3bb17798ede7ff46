package tvpass

import java.io.IOException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** A flow waits as long as it is asked to, no longer than the network is away, and never against another for a code. */
class PatienceTest {
    private fun installation(baseUrl: String) = Installation(settings(baseUrl, "stand.in.statement"))

    @Test
    fun `a flow goes on as soon as the network is back`() = Service.standIn("--no-faults").use { service ->
        val sleeps = CompletableDeferred<Unit>()
        val clock = object : FlowClock by SystemFlowClock {
            override suspend fun sleepUntil(monotonicMillis: ULong) {
                sleeps.complete(Unit)
                awaitCancellation()
            }
        }
        val usual = Transport.ofPlatform()
        val flaky = Transport { if (sleeps.isCompleted) usual.send(it) else throw IOException("no network") }
        val driver = Driver(installation(service.baseUrl), flaky, clock) {}
        val outcome = runBlocking {
            val run = async { driver.run(AuthFlow.registration(driver.installation)) { null } }
            sleeps.await()
            driver.online()
            run.await()
        }
        assertEquals(Outcome.Registered, outcome)
    }

    @Test
    fun `the delay that a service asks for is kept`() {
        val clock = TestClock()
        val times = mutableListOf<ULong>()
        val busy = Transport { times += clock.millis; Response(503, Redacted(ByteArray(0)), 60_000) }
        val driver = Driver(installation("http://127.0.0.1:1"), busy, clock) {}
        assertThrows<TvpassException> { runBlocking { driver.run(AuthFlow.registration(driver.installation)) { null } } }
        assertTrue(times.size > 1)
        times.zipWithNext { earlier, later -> assertTrue(later - earlier >= 60_000u, "$times") }
    }

    @Test
    fun `a code that another program of the device replaced is told and the viewer goes on here`() =
        Service.simulator().use { service ->
            val (here, other) = List(2) { driver(settings(service.baseUrl, "demo.software.statement")) }
            val codes = mutableSetOf<String>()
            val told = mutableListOf<String?>()
            val outcome = runBlocking {
                here.run(here.signIn("Cablevision")) { question ->
                    when {
                        question is Question.CodeReplaced -> Event.NewCode.also { told += question.error.code }
                        question is Question.ShowCode && codes.add(question.code) && codes.size == 1 -> {
                            assertThrows<TvpassException> { runBlocking { other.run(other.signIn("Cablevision")) { Event.Cancel } } }
                            null
                        }
                        else -> signInAsPerson((question as Question.ShowCode).authenticateUrl!!).let { null }
                    }
                }
            }
            assertInstanceOf(Outcome.SignedIn::class.java, outcome)
            assertEquals(1, told.size)
            assertEquals(2, codes.size)
        }
}
