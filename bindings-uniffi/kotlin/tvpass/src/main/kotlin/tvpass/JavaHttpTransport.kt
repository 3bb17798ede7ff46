package tvpass

import java.io.ByteArrayOutputStream
import java.net.URI
import java.net.http.HttpClient
import java.net.http.HttpRequest
import java.net.http.HttpResponse
import java.nio.ByteBuffer
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionException
import java.util.concurrent.Flow
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException
import kotlinx.coroutines.suspendCancellableCoroutine

/** Requests over `java.net.http`, on a JVM from 11. Redirects are answers. */
class JavaHttpTransport @JvmOverloads constructor(
    private val timeoutMillis: Long = Transport.TIMEOUT_MILLIS,
    private val longestBody: Int = Transport.LONGEST_BODY,
) : Transport {
    // HTTP/2 without TLS would begin with headers that belong to no endpoint.
    private val client: HttpClient = HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NEVER)
        .version(HttpClient.Version.HTTP_1_1)
        .build()

    override suspend fun send(request: Request): Response = withinDeadline(timeoutMillis) { exchange(request.toHttp()) }

    private suspend fun exchange(request: HttpRequest): Response = suspendCancellableCoroutine { continuation ->
        val body = LimitedBody(longestBody)
        val exchange = client.sendAsync(request) { body }
        continuation.invokeOnCancellation {
            exchange.cancel(true)
            body.cancel()
        }
        exchange.whenComplete { response, error ->
            if (error == null) {
                val delay = retryAfterMillis(response.headers().firstValue("Retry-After").orElse(null))
                continuation.resume(Response(response.statusCode(), Redacted(response.body()), delay))
            } else {
                continuation.resumeWithException((error as? CompletionException)?.cause ?: error)
            }
        }
    }

    private fun Request.toHttp(): HttpRequest {
        val bytes = body.reveal()
        val publisher =
            if (bytes.isEmpty()) HttpRequest.BodyPublishers.noBody() else HttpRequest.BodyPublishers.ofByteArray(bytes)
        val builder = HttpRequest.newBuilder(URI.create(url)).method(method.wire(), publisher)
        headers.forEach { builder.setHeader(it.name, it.value.reveal()) }
        return builder.build()
    }
}

/** Collects a body up to a limit. */
private class LimitedBody(private val longest: Int) : HttpResponse.BodySubscriber<ByteArray> {
    private val whole = CompletableFuture<ByteArray>()
    private val bytes = ByteArrayOutputStream()

    @Volatile
    private var subscription: Flow.Subscription? = null

    override fun getBody() = whole

    override fun onSubscribe(subscription: Flow.Subscription) {
        this.subscription = subscription
        subscription.request(Long.MAX_VALUE)
    }

    override fun onNext(pieces: List<ByteBuffer>) {
        if (bytes.size() + pieces.sumOf { it.remaining() } > longest) {
            cancel()
            whole.completeExceptionally(tooLong(longest))
            return
        }
        for (piece in pieces) {
            ByteArray(piece.remaining()).let { piece.get(it); bytes.write(it) }
        }
    }

    override fun onError(error: Throwable) {
        whole.completeExceptionally(error)
    }

    override fun onComplete() {
        whole.complete(bytes.toByteArray())
    }

    fun cancel() {
        subscription?.cancel()
    }
}
