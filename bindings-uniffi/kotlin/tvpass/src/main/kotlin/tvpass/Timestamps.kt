package tvpass

import java.time.Instant

private val FIRST = Instant.ofEpochMilli(Long.MIN_VALUE)
private val LAST = Instant.ofEpochMilli(Long.MAX_VALUE)

/** Milliseconds since the epoch; what 64 bits cannot hold is the nearest that they can. */
internal fun epochMillis(instant: Instant): Long = instant.coerceIn(FIRST, LAST).toEpochMilli()
