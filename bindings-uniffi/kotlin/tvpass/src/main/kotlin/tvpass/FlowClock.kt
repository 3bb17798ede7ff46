package tvpass

import java.time.Instant
import kotlin.random.Random
import kotlin.random.nextUInt
import kotlinx.coroutines.delay

/** Where flows get their time from; a test brings its own. */
interface FlowClock {
    /** The time by two clocks, and a random number. */
    fun now(): Now

    /** Returns when `Now.monotonicMillis` has come to this. */
    suspend fun sleepUntil(monotonicMillis: ULong)
}

/** The clock of the device. */
object SystemFlowClock : FlowClock {
    override fun now() = Now(monotonicMillis(), Instant.now(), Random.nextUInt())

    override suspend fun sleepUntil(monotonicMillis: ULong) {
        val now = monotonicMillis()
        if (monotonicMillis > now) delay((monotonicMillis - now).toLong())
    }

    private val start = System.nanoTime()

    private fun monotonicMillis() = ((System.nanoTime() - start) / 1_000_000).toULong()
}
