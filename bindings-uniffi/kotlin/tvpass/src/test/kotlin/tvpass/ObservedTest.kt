package tvpass

import java.io.IOException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource

/** Every exchange can be watched: its request line, its status or why there is none, its time and its attempt, and no secret. */
class ObservedTest {
    private val statement = "stand.in.statement"
    private val exchanges = mutableListOf<ObservedExchange>()

    private fun installation(baseUrl: String = "http://127.0.0.1:1") = Installation(settings(baseUrl, statement))

    @Test
    fun `a request without a response and its repeat are seen`() {
        val clock = TestClock()
        val refusal = Response(400, Redacted("""{"error": "invalid_request"}""".toByteArray()))
        val answers = listOf(Result.failure(IOException("lost")), Result.success(refusal)).iterator()
        val transport = Transport { clock.millis += 250u; answers.next().getOrThrow() }
        val driver = Driver(installation(), transport, clock, exchanges::add) {}
        assertThrows<TvpassException> { runBlocking { driver.run(AuthFlow.registration(driver.installation)) { null } } }
        val lost = ObservedExchange("POST /o/client/register", null, TransportFailure.OTHER, 250u, 1u)
        assertEquals(listOf(lost, lost.copy(httpStatus = 400u, failure = null, attempt = 2u)), exchanges)
    }

    @Test
    fun `a sign-in is seen without its secrets`() = Service.standIn("--no-faults").use { service ->
        val driver = Driver(installation(service.baseUrl), clock = TestClock(), observe = exchanges::add) {}
        runBlocking { driver.run(driver.signIn("Cablevision")) { null } }
        val expected = listOf(
            "POST /o/client/register 201",
            "POST /o/client/token 201",
            "GET /api/v2/{serviceProvider}/profiles/{mvpd} 200",
            "POST /api/v2/{serviceProvider}/sessions 200",
            "GET /api/v2/{serviceProvider}/profiles/code/{code} 200",
        )
        assertEquals(expected, exchanges.map { "${it.line} ${it.httpStatus}" })
    }

    @Test
    fun `an exchange that is cancelled is seen`() {
        val isSending = CompletableDeferred<Unit>()
        val transport = Transport { isSending.complete(Unit); awaitCancellation() }
        val driver = Driver(installation(), transport, observe = exchanges::add) {}
        runBlocking {
            val run = launch { driver.run(AuthFlow.registration(driver.installation)) { null } }
            isSending.await()
            run.cancelAndJoin()
        }
        assertEquals(listOf(TransportFailure.CANCELLED), exchanges.map { it.failure })
    }

    @ParameterizedTest
    @EnumSource
    fun `causes are told apart`(kind: TransportTest.Kind) = Service.wire().use { wire ->
        fun failure(url: String, timeoutMillis: Long = Transport.TIMEOUT_MILLIS, longestBody: Int = Transport.LONGEST_BODY) =
            runCatching {
                val request = Request(Method.GET, url, emptyList(), Redacted(ByteArray(0)))
                runBlocking { kind.make(timeoutMillis, longestBody).send(request) }
            }.exceptionOrNull()?.let(::transportFailureOf)
        // No name server is asked for a name that is longer than any can be.
        assertEquals(TransportFailure.NAME_NOT_FOUND, failure("http://${List(5) { "a".repeat(63) }.joinToString(".")}/"))
        assertEquals(TransportFailure.CONNECTION, failure("http://127.0.0.1:1/"))
        assertEquals(TransportFailure.TLS, failure(wire.baseUrl.replace("http:", "https:")))
        assertEquals(TransportFailure.TIMED_OUT, failure("${wire.baseUrl}/silent", timeoutMillis = 200))
        for (path in listOf("short", "short-chunk", "closed")) {
            assertEquals(TransportFailure.TRUNCATED, failure("${wire.baseUrl}/$path"), path)
        }
        assertEquals(TransportFailure.TOO_LARGE, failure("${wire.baseUrl}/huge?observed$kind", longestBody = 100_000))
        assertEquals(TransportFailure.OTHER, failure("${wire.baseUrl}/garbage"))
    }

    @Test
    fun `the error of a flow tells why nobody answered`() {
        val driver = Driver(installation(), clock = TestClock()) {}
        val stopped = assertThrows<TvpassException> {
            runBlocking { driver.run(AuthFlow.registration(driver.installation)) { null } }
        }
        assertEquals(TransportFailure.CONNECTION, stopped.transportFailure)
    }
}
