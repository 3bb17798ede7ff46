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
 * @param saveServiceToken gets the service token to keep in the same place whenever it is another one, and null when it is
 * forgotten.
 * @param configurationLifeMillis is the time for which a list of providers is kept in memory; zero keeps none.
 * @param save gets what must survive a restart, before anything is sent that rests on it: keep it where the platform keeps
 * secrets, and return when it is kept.
 */
class FutureDriver @JvmOverloads constructor(
    val installation: Installation,
    save: Consumer<SecretBytes>,
    transport: Transport = Transport.ofPlatform(),
    clock: FlowClock = SystemFlowClock,
    observe: Consumer<ObservedExchange>? = null,
    saveServiceToken: Consumer<SecretBytes?>? = null,
    configurationLifeMillis: Long = Driver.CONFIGURATION_LIFE_MILLIS,
) : AutoCloseable {
    private val driver = Driver(
        installation, transport, clock, observe?.let { it::accept }, { saveServiceToken?.accept(it) }, configurationLifeMillis,
    ) { save.accept(it) }
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.IO)

    /**
     * Runs the flow to its end, on a thread of its own; cancelling the future ends it at once. The future fails with a
     * [TvpassException] if the flow cannot go on.
     *
     * @param ask replies to its questions, with null where it is enough to go on.
     */
    fun run(flow: AuthFlow, ask: Function<Question, Event?>): CompletableFuture<Outcome> =
        scope.future { driver.run(flow) { ask.apply(it) } }

    /** As [Driver.serviceToken], for the person that is known if [person] is null. */
    @JvmOverloads
    fun serviceToken(person: Person?, ask: Function<Question, Event?> = Function { null }): CompletableFuture<Outcome> =
        scope.future { driver.serviceToken(person) { ask.apply(it) } }

    /** As [Driver.linkDevice]: [show] blocks until the viewer is done. */
    fun linkDevice(show: Function<Question, Event?>): CompletableFuture<Outcome> =
        scope.future { driver.linkDevice { show.apply(it) } }

    /** As [Driver.listDevices]. */
    fun listDevices(): CompletableFuture<Outcome> = scope.future { driver.listDevices() }

    /** As [Driver.unlinkDevices]. */
    fun unlinkDevices(devices: List<Secret>): CompletableFuture<Outcome> = scope.future { driver.unlinkDevices(devices) }

    /** As [Driver.restoreServiceToken]. */
    fun restoreServiceToken(saved: SecretBytes): RestoreError? = driver.restoreServiceToken(saved)

    /** As [Driver.forgetServiceToken]; the future ends when the token is erased. */
    fun forgetServiceToken(): CompletableFuture<Void?> = scope.future {
        driver.forgetServiceToken()
        null
    }

    /** Ends every flow that runs. */
    override fun close() {
        scope.cancel()
    }
}

/** A transport of Java, whose future fails with an `IOException` if there is no whole answer; it is cancelled with the flow. */
class FutureTransport(private val send: Function<Request, CompletableFuture<Response>>) : Transport {
    override suspend fun send(request: Request): Response = send.apply(request).await()
}
