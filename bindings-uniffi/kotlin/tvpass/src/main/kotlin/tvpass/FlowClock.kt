package tvpass

import java.time.Instant
import kotlin.random.Random
import kotlin.random.nextUInt
import kotlinx.coroutines.delay

/** The clock of the flows; a test brings its own. */
interface FlowClock {
    /** The time by two clocks, and a random number. */
    fun now(): Now

    /** Returns when `Now.monotonicMillis` has come to this. */
    suspend fun sleepUntil(monotonicMillis: ULong)
}

/** The clock of the device, which on Android goes on while the device sleeps. */
object SystemFlowClock : FlowClock by ClockOfMillis(monotonicMillis(System.getProperty("java.vm.name")))

/** A clock over a count of milliseconds that goes on while the device sleeps. */
internal class ClockOfMillis(private val elapsed: () -> Long) : FlowClock {
    override fun now() = Now(elapsed().toULong(), Instant.now(), Random.nextUInt())

    /** A timer stands still while the device sleeps: after a short one the clock is asked again. */
    override suspend fun sleepUntil(monotonicMillis: ULong) {
        while (true) {
            val now = elapsed().toULong()
            if (now >= monotonicMillis) return
            delay(minOf((monotonicMillis - now).toLong(), LONGEST_TIMER_MILLIS))
        }
    }

    private companion object {
        const val LONGEST_TIMER_MILLIS = 1000L
    }
}

/** Milliseconds of this virtual machine's clock. Android's is found by its name, since the JVM has no such class. */
internal fun monotonicMillis(virtualMachine: String?): () -> Long {
    if (virtualMachine != "Dalvik") {
        val start = System.nanoTime()
        return { (System.nanoTime() - start) / 1_000_000 }
    }
    val elapsedRealtime = Class.forName("android.os.SystemClock").getMethod("elapsedRealtime")
    return { elapsedRealtime.invoke(null) as Long }
}
