package tvpass

import java.io.ByteArrayOutputStream
import java.io.EOFException
import java.io.IOException
import java.io.InputStream
import java.io.InterruptedIOException
import java.net.HttpURLConnection
import java.net.URL
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asExecutor
import kotlinx.coroutines.suspendCancellableCoroutine

/**
 * Requests over `HttpURLConnection`, as Android has it. Redirects are answers.
 *
 * Its streaming mode is not used: it throws away the body of a 401.
 */
class UrlConnectionTransport @JvmOverloads constructor(
    private val timeoutMillis: Long = Transport.TIMEOUT_MILLIS,
    private val longestBody: Int = Transport.LONGEST_BODY,
) : Transport {
    private val threads = Dispatchers.IO.asExecutor()

    override suspend fun send(request: Request): Response = withinDeadline(timeoutMillis) {
        suspendCancellableCoroutine { continuation ->
            val connection = URL(request.url).openConnection() as HttpURLConnection
            // Closing may wait for the network, which the main thread must not touch.
            continuation.invokeOnCancellation { threads.execute { connection.disconnect() } }
            threads.execute { continuation.resumeWith(runCatching { exchange(connection, request) }) }
        }
    }

    private fun exchange(connection: HttpURLConnection, request: Request): Response {
        try {
            connection.requestMethod = request.method.wire()
            // The thread itself is free again by then, where nothing interrupts it.
            connection.connectTimeout = timeoutMillis.toInt()
            connection.readTimeout = timeoutMillis.toInt()
            connection.instanceFollowRedirects = false
            connection.useCaches = false
            request.headers.forEach { connection.setRequestProperty(it.name, it.value.reveal()) }
            send(connection, request.body.reveal())
            val status = connection.responseCode
            if (status < 0) throw IOException("the answer is not HTTP")
            return Response(status, Redacted(body(connection, status)), retryAfterMillis(connection.getHeaderField("Retry-After")))
        } finally {
            connection.disconnect()
        }
    }

    private fun send(connection: HttpURLConnection, body: ByteArray) {
        if (body.isEmpty()) return
        connection.doOutput = true
        connection.outputStream.use { it.write(body) }
    }

    private fun body(connection: HttpURLConnection, status: Int): ByteArray {
        val stream = if (status < HttpURLConnection.HTTP_BAD_REQUEST) connection.inputStream else connection.errorStream
        val bytes = stream?.use(::read) ?: ByteArray(0)
        // The length of a 304 is that of what it stands for. Where Android has decompressed, it states none.
        val length = if (status == HttpURLConnection.HTTP_NOT_MODIFIED) -1 else connection.contentLengthLong
        if (length >= 0 && length != bytes.size.toLong()) throw EOFException("${bytes.size} of $length bytes came")
        return bytes
    }

    private fun read(stream: InputStream): ByteArray {
        val bytes = ByteArrayOutputStream()
        val piece = ByteArray(PIECE)
        while (true) {
            val count = readOrEnd(stream, piece)
            if (count < 0) return bytes.toByteArray()
            bytes.write(piece, 0, count)
            if (bytes.size() > longestBody) throw tooLong(longestBody)
        }
    }

    /** A connection that ends early is told alike, whether the length or the form of the body shows it. */
    private fun readOrEnd(stream: InputStream, piece: ByteArray): Int = try {
        stream.read(piece)
    } catch (late: InterruptedIOException) {
        throw late
    } catch (end: IOException) {
        throw EOFException(end.message).apply { initCause(end) }
    }

    private companion object {
        const val PIECE = 64 * 1024
    }
}
