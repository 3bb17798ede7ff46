@file:JvmName("TransportFailures")

package tvpass

import java.io.EOFException
import java.io.IOException
import java.net.ConnectException
import java.net.NoRouteToHostException
import java.net.SocketException
import java.net.SocketTimeoutException
import java.net.UnknownHostException
import java.nio.channels.UnresolvedAddressException
import javax.net.ssl.SSLException
import kotlin.coroutines.cancellation.CancellationException

/** In the order of their weight: a refused connection may have a name that is not found as its cause. */
private val KINDS = listOf(
    UnknownHostException::class to TransportFailure.NAME_NOT_FOUND,
    UnresolvedAddressException::class to TransportFailure.NAME_NOT_FOUND,
    SSLException::class to TransportFailure.TLS,
    SocketTimeoutException::class to TransportFailure.TIMED_OUT,
    ResponseTooLargeException::class to TransportFailure.TOO_LARGE,
    CancellationException::class to TransportFailure.CANCELLED,
    ConnectException::class to TransportFailure.CONNECTION,
    NoRouteToHostException::class to TransportFailure.CONNECTION,
    EOFException::class to TransportFailure.TRUNCATED,
    SocketException::class to TransportFailure.TRUNCATED,
)

/** The kind of what a transport throws, by its class and those of its causes. */
@JvmName("of")
fun transportFailureOf(error: Throwable): TransportFailure {
    val causes = generateSequence(error) { it.cause }.toList()
    return KINDS.find { (type, _) -> causes.any(type::isInstance) }?.second ?: TransportFailure.OTHER
}

/** The reason for which the last request had no response, if that ended the flow. */
val TvpassException.transportFailure: TransportFailure?
    get() = (cause as? IOException)?.let(::transportFailureOf)
