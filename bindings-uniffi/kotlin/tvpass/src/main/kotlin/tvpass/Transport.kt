package tvpass

import java.io.IOException
import java.net.SocketTimeoutException
import java.time.ZonedDateTime
import java.time.format.DateTimeFormatter
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull

/** Status and whole body of an answer, and the delay of its `Retry-After` header, if it has one. */
class Response @JvmOverloads constructor(val status: Int, val body: SecretBytes, val retryAfterMillis: Long? = null)

/** The answer is longer than the limit. */
class ResponseTooLargeException(message: String) : IOException(message)

/** Sends requests; a test, or an application with an HTTP library of its own, brings another. */
fun interface Transport {
    /**
     * Every status is an answer, redirects included; a body that breaks off is none.
     *
     * @throws IOException if there is no whole answer; [ResponseTooLargeException] if it is longer than the limit.
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

internal fun tooLong(longestBody: Int) = ResponseTooLargeException("the answer is longer than $longestBody bytes")

/** The delay of a `Retry-After` header, in either of its forms. */
internal fun retryAfterMillis(value: String?): Long? {
    val text = value?.trim() ?: return null
    text.toLongOrNull()?.let { return it.coerceIn(0, LONGEST_DELAY_SECONDS) * 1000 }
    val date = runCatching { ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME) }.getOrNull() ?: return null
    return (date.toInstant().toEpochMilli() - System.currentTimeMillis()).coerceAtLeast(0)
}

private const val LONGEST_DELAY_SECONDS = 365L * 24 * 3600
