package tvpass

import java.io.IOException
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** Headers that a device learns while a flow is under way, such as a token of its platform. */
class ChangingHeadersTest {
    private val settings = settings("http://127.0.0.1:1", "stand.in.statement")

    private fun headers(agent: String) = settings.headers.copy(userAgent = secret(agent))

    @Test
    fun `headers change between requests`() {
        val installation = Installation(settings)
        installation.setHeaders(headers("first"))
        val agents = mutableListOf<String>()
        val transport = Transport { request ->
            agents += request.headers.filter { it.name == "User-Agent" }.map { it.value.reveal() }
            installation.setHeaders(headers("second"))
            throw IOException("nobody answers")
        }
        val driver = Driver(installation, transport, TestClock()) {}
        assertThrows<TvpassException> { runBlocking { driver.run(AuthFlow.registration(installation)) { null } } }
        assertEquals(listOf("first", "second", "second"), agents)
    }
}
