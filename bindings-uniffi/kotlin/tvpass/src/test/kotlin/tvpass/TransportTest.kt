package tvpass

import java.io.IOException
import java.net.ConnectException
import java.net.SocketTimeoutException
import javax.net.ssl.SSLException
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import org.junit.jupiter.api.AfterAll
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertInstanceOf
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.params.ParameterizedTest
import org.junit.jupiter.params.provider.EnumSource

/** The contract of transports, over real sockets. */
@Timeout(600)
class TransportTest {
    enum class Kind(val make: (timeoutMillis: Long, longestBody: Int) -> Transport) {
        JAVA_HTTP(::JavaHttpTransport),
        URL_CONNECTION(::UrlConnectionTransport),
        ;

        private val usual by lazy { make(FOREVER, Transport.LONGEST_BODY) }

        fun send(path: String, method: Method = Method.GET, body: String = "", over: Transport = usual) =
            runBlocking { over.send(request("${wire.baseUrl}/$path", method, body)) }
    }

    private fun Response.told() = status to body.reveal().decodeToString()

    @ParameterizedTest
    @EnumSource
    fun `status and body of every status come through`(kind: Kind) {
        for (method in Method.entries) {
            val body = if (method == Method.POST) "grant_type=client_credentials" else ""
            for (status in 200..599) {
                val told = if (status in WITHOUT_BODY) "" else "$method $status ${body.length}"
                assertEquals(status to told, kind.send("status/$status", method, body).told())
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    fun `an answer that asks for credentials keeps its body`(kind: Kind) {
        for (status in listOf(401, 407)) {
            assertEquals(status to "POST $status 3", kind.send("challenge/$status", Method.POST, "a=b").told())
        }
    }

    @ParameterizedTest
    @EnumSource
    fun `a redirect is an answer`(kind: Kind) {
        for (status in listOf(301, 302, 303, 307, 308)) {
            assertEquals(status to "POST $status 3", kind.send("redirect/$status", Method.POST, "a=b").told())
        }
    }

    @ParameterizedTest
    @EnumSource
    fun `an answer that breaks off is none`(kind: Kind) {
        for (path in listOf("short", "short-chunk", "closed", "garbage")) {
            assertThrows(IOException::class.java, { kind.send(path) }, path)
        }
    }

    @ParameterizedTest
    @EnumSource
    fun `a body that is longer than the limit is none`(kind: Kind) {
        for (path in listOf("endless", "huge")) {
            val failure = assertThrows(IOException::class.java) { kind.send("$path?$kind$path", over = kind.make(FOREVER, 100_000)) }
            assertTrue(generateSequence<Throwable>(failure) { it.cause }.any { "longer than 100000" in it.message.orEmpty() })
            kind.waitFor("abandoned?$kind$path")
        }
    }

    @ParameterizedTest
    @EnumSource
    fun `one deadline holds for the whole exchange`(kind: Kind) {
        for (path in listOf("drip", "drip-head", "silent")) {
            assertThrows(SocketTimeoutException::class.java) { kind.send(path, over = kind.make(200, Transport.LONGEST_BODY)) }
        }
    }

    @ParameterizedTest
    @EnumSource
    fun `a cancelled exchange ends, and its connection with it`(kind: Kind) {
        for (path in listOf("drip", "drip-head", "silent")) {
            runBlocking {
                val transport = kind.make(FOREVER, Transport.LONGEST_BODY)
                val exchange = async(Dispatchers.IO, CoroutineStart.UNDISPATCHED) {
                    transport.send(request("${wire.baseUrl}/$path?cancelled$kind$path"))
                }
                withContext(Dispatchers.IO) { kind.waitFor("begun?cancelled$kind$path") }
                exchange.cancelAndJoin()
            }
            kind.waitFor("abandoned?cancelled$kind$path")
        }
    }

    @ParameterizedTest
    @EnumSource
    fun `a refused connection and a failure of TLS are told`(kind: Kind) {
        val transport = kind.make(FOREVER, Transport.LONGEST_BODY)
        fun failure(url: String) = assertThrows(IOException::class.java) { runBlocking { transport.send(request(url)) } }
        assertInstanceOf(ConnectException::class.java, failure("http://127.0.0.1:1/"))
        assertInstanceOf(SSLException::class.java, failure(wire.baseUrl.replace("http:", "https:")))
    }

    private fun Kind.waitFor(event: String) = assertEquals(200, send(event).status)

    companion object {
        /** No test waits so long, in milliseconds. */
        private const val FOREVER = 3_600_000L
        private val WITHOUT_BODY = setOf(204, 205, 304)
        private val wire by lazy { Service.wire() }

        private fun request(url: String, method: Method = Method.GET, body: String = "") =
            Request(method, url, listOf(Header("Content-Type", secret("text/plain"))), Redacted(body.toByteArray()))

        @JvmStatic
        @AfterAll
        fun stop() = wire.close()
    }
}
