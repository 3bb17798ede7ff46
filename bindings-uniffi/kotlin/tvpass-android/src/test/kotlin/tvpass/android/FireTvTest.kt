package tvpass.android

import android.content.ContextWrapper
import android.os.Bundle
import com.amazon.ottssotokenlib.SSOEnabler
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNotSame
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Test

/** A Fire TV tells its identity where Amazon's companion application does, and is a television all the same where not. */
class FireTvTest {
    private val context = ContextWrapper(null)

    private fun token() = runBlocking { FireTv.subjectToken(context) }

    @Test
    fun `r107 the token of the companion application is asked for off the caller's thread`() {
        SSOEnabler.answer = { Bundle(1).apply { putString("SSOToken", "identity of the platform") } }
        assertEquals("identity of the platform", token()!!.reveal())
        assertNotSame(Thread.currentThread(), SSOEnabler.asked)
        assertEquals(FireTv.TIMEOUT_MILLIS, SSOEnabler.timeout)
    }

    @Test
    fun `r108 without a companion application or its token there is no identity`() {
        val refusal = Bundle(1).apply { putInt("ErrorCode", 2) }
        for (answer in listOf<() -> Bundle?>({ refusal }, { null }, { throw IllegalStateException("no companion") })) {
            SSOEnabler.answer = answer
            assertNull(token())
        }
        assertNull(runBlocking { FireTv.subjectToken(context, 1, "com.amazon.ottssotokenlib.Absent") })
    }
}
