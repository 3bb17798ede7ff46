package tvpass

import java.io.IOException
import java.net.HttpURLConnection
import java.net.URL
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext

/** Sends requests; a test, or an application with an HTTP library of its own, brings another. */
fun interface Transport {
    /** `Input.Answer`, or `Input.NoAnswer` if there is none. */
    suspend fun send(request: Request): Input
}

/** Requests over `HttpURLConnection`. Redirects are answers. */
class HttpUrlTransport(private val timeoutMillis: Int = 30_000) : Transport {
    override suspend fun send(request: Request): Input = withContext(Dispatchers.IO) {
        try {
            exchange(request)
        } catch (_: IOException) {
            Input.NoAnswer
        }
    }

    private fun exchange(request: Request): Input {
        val connection = URL(request.url).openConnection() as HttpURLConnection
        try {
            connection.requestMethod = request.method.wire()
            connection.connectTimeout = timeoutMillis
            connection.readTimeout = timeoutMillis
            connection.instanceFollowRedirects = false
            request.headers.forEach { connection.setRequestProperty(it.name, it.value.reveal()) }
            send(connection, request.body.reveal())
            val status = connection.responseCode
            val stream = if (status < HttpURLConnection.HTTP_BAD_REQUEST) connection.inputStream else connection.errorStream
            return Input.Answer(status.toUShort(), Redacted(stream?.use { it.readBytes() } ?: ByteArray(0)))
        } finally {
            connection.disconnect()
        }
    }

    private fun send(connection: HttpURLConnection, body: ByteArray) {
        if (body.isEmpty()) return
        connection.doOutput = true
        connection.setFixedLengthStreamingMode(body.size)
        connection.outputStream.use { it.write(body) }
    }
}
