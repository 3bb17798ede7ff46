package tvpass

import java.io.IOException
import java.net.SocketTimeoutException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull

/** Status and whole body of an answer. */
class Response(val status: Int, val body: SecretBytes)

/** Sends requests; a test, or an application with an HTTP library of its own, brings another. */
fun interface Transport {
    /**
     * Every status is an answer, redirects included; a body that breaks off is none.
     *
     * @throws IOException if there is no whole answer.
     */
    @Throws(IOException::class)
    suspend fun send(request: Request): Response

    companion object {
        /** Longer than any answer of the service, in bytes. */
        const val LONGEST_BODY: Int = 16 * 1024 * 1024

        /** Time for a whole exchange. */
        const val TIMEOUT_MILLIS: Long = 30_000

        /** The transport of this platform: `java.net.http` is not on Android, whose `HttpURLConnection` is another's. */
        @JvmStatic
        fun ofPlatform(): Transport =
            if (System.getProperty("java.vm.name") == "Dalvik") UrlConnectionTransport() else JavaHttpTransport()
    }
}

/** One deadline for the whole exchange, in real time whatever the caller's dispatcher takes for it. */
internal suspend fun withinDeadline(timeoutMillis: Long, exchange: suspend () -> Response): Response =
    withContext(Dispatchers.IO) {
        withTimeoutOrNull(timeoutMillis) { exchange() }
    } ?: throw SocketTimeoutException("no whole answer within $timeoutMillis ms")

internal fun tooLong(longestBody: Int) = IOException("the answer is longer than $longestBody bytes")
