package tvpass

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotEquals
import org.junit.jupiter.api.Test

class RedactedTest {
    @Test
    fun `a secret prints nothing of itself`() {
        assertEquals("[redacted] [[redacted]]", "${Redacted("sentinel")} ${listOf(Redacted("sentinel"))}")
    }

    @Test
    fun `secrets are compared by what they are`() {
        assertEquals(Redacted(byteArrayOf(1)), Redacted(byteArrayOf(1)))
        assertEquals(Redacted(byteArrayOf(1)).hashCode(), Redacted(byteArrayOf(1)).hashCode())
        assertEquals(Redacted("a"), Redacted("a"))
        assertNotEquals(Redacted<Any>("a"), Redacted<Any>(byteArrayOf(97)))
    }
}
