package tvpass

import java.util.concurrent.CompletableFuture
import java.util.function.Consumer
import java.util.function.Function
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.future.await
import kotlinx.coroutines.future.future

/**
 * The driver for callers in Java: futures in place of suspending functions.
 *
 * @param observe gets each exchange that is over, for a log or a metric: nothing in it is secret.
 * @param save gets what must survive a restart, before anything is sent that rests on it: keep it where the platform keeps
 * secrets, and return when it is kept.
 */
class FutureDriver @JvmOverloads constructor(
    val installation: Installation,
    save: Consumer<SecretBytes>,
    transport: Transport = Transport.ofPlatform(),
    clock: FlowClock = SystemFlowClock,
    observe: Consumer<ObservedExchange>? = null,
) : AutoCloseable {
    private val driver = Driver(installation, transport, clock, observe?.let { it::accept }) { save.accept(it) }
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.IO)

    /**
     * Runs the flow to its end, on a thread of its own; cancelling the future ends it at once. The future fails with a
     * [TvpassException] if the flow cannot go on.
     *
     * @param ask replies to its questions, with null where it is enough to go on.
     */
    fun run(flow: AuthFlow, ask: Function<Question, Event?>): CompletableFuture<Outcome> =
        scope.future { driver.run(flow) { ask.apply(it) } }

    /** Ends every flow that runs. */
    override fun close() {
        scope.cancel()
    }
}

/** A transport of Java, whose future fails with an `IOException` if there is no whole answer; it is cancelled with the flow. */
class FutureTransport(private val send: Function<Request, CompletableFuture<Response>>) : Transport {
    override suspend fun send(request: Request): Response = send.apply(request).await()
}
