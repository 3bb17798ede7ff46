package tvpass

import java.time.Duration
import java.time.Instant
import java.util.concurrent.atomic.AtomicLong
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTimeoutPreemptively
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The device's clock, and times that no clock shows. */
class ClockTest {
    @Test
    fun `a flow that waits while the device sleeps goes on soon after`() {
        val elapsed = AtomicLong(5_000)
        val clock = ClockOfMillis(elapsed::get)
        assertTimeoutPreemptively(Duration.ofSeconds(30)) {
            runBlocking {
                val wait = launch { clock.sleepUntil(3_605_000u) }
                delay(50)
                assertFalse(wait.isCompleted)
                elapsed.set(3_605_000)
                wait.join()
            }
        }
    }

    @Test
    fun `the clock of the device goes forward and keeps no flow beyond its time`() = runBlocking {
        val before = SystemFlowClock.now().monotonicMillis
        SystemFlowClock.sleepUntil(before + 20u)
        assertTrue(SystemFlowClock.now().monotonicMillis >= before + 20u)
        SystemFlowClock.sleepUntil(before)
    }

    @Test
    fun `an instant beyond the wire's is the last or the first that it has`() {
        for ((instant, isValid) in listOf(Instant.MAX to true, Instant.MIN to false)) {
            val status = PartnerFrameworkStatus(AccessStatus.Granted, providerId = "Cablevision", expirationDate = instant)
            assertEquals(isValid, status.isValid(Instant.parse("2026-01-01T00:00:00Z")), "$instant")
        }
    }

    @Test
    fun `half of a character is no text`() {
        val name = "\uD83D"
        val refused = runCatching { Installation(settings("http://127.0.0.1:1", "statement").copy(serviceProvider = name)) }
        assertTrue(refused.isFailure, "$refused")
    }
}
