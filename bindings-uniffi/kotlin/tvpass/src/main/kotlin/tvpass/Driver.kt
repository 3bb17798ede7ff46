package tvpass

import java.io.IOException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.updateAndGet
import kotlinx.coroutines.launch
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withTimeoutOrNull

/**
 * The needs of every flow of an application: the installation, a way to the service, the time, and a place for secrets.
 *
 * One driver runs all flows of an installation, in any number of coroutines: one of them registers and gets the token.
 *
 * @param observe gets each exchange that is over, for a log or a metric: nothing in it is secret.
 * @param saveServiceToken gets the service token to keep in the same place whenever it is another one, and nothing when it is
 * forgotten.
 * @param configurationLifeMillis is the time for which a list of providers is kept in memory; `Event.Reload` fetches a fresh
 * one, and zero keeps none.
 * @param save gets what must survive a restart, before anything is sent that rests on it: keep it where the platform keeps
 * secrets, and return when it is kept. An exception that it throws ends the flow.
 */
class Driver(
    val installation: Installation,
    private val transport: Transport = Transport.ofPlatform(),
    private val clock: FlowClock = SystemFlowClock,
    private val observe: ((ObservedExchange) -> Unit)? = null,
    private val saveServiceToken: suspend (SecretBytes?) -> Unit = {},
    configurationLifeMillis: Long = CONFIGURATION_LIFE_MILLIS,
    private val save: suspend (SecretBytes) -> Unit,
) {
    // A later state must not be kept before an earlier one.
    private val turnLock = Mutex()
    private val turns = MutableStateFlow(0L)
    private val connections = MutableStateFlow(0L)
    private val configurations = ConfigurationCache(configurationLifeMillis)

    /**
     * Runs the flow to its end. Cancelling the coroutine ends it at once; what was saved stays good.
     *
     * @param ask replies to its questions, with nothing where it is enough to go on.
     * @throws TvpassException if the flow cannot go on; its cause is what the transport said.
     */
    suspend fun run(flow: AuthFlow, ask: suspend (Question) -> Event?): Outcome {
        val said = Channel<Event>(Channel.CONFLATED)
        val cycle = cycle(flow)
        var event: Event = Event.Start
        try {
            while (true) {
                when (val step = advance(cycle, event, said)) {
                    is Step.Ask -> event = ask(step.question) ?: step.usualEvent
                    is Step.Done -> return step.outcome
                    is Step.Stop -> throw step.error
                    else -> error("the driver does these by itself")
                }
            }
        } finally {
            giveUp(cycle)
        }
    }

    /** Runs the flow in [scope], to be watched by screens that come and go. */
    fun start(flow: AuthFlow, scope: CoroutineScope): FlowRun = FlowRun(flow, this, scope)

    /**
     * Gets a service token for a person, or renews the one that is kept where it is time; calls carry it from then on.
     *
     * @param ask is asked for another link code where one was refused.
     * @return `Outcome.ServiceTokenReady` or `Outcome.WithoutSingleSignOn`.
     * @throws TvpassException as [run] does.
     */
    suspend fun serviceToken(person: Person? = null, ask: suspend (Question) -> Event? = { null }): Outcome =
        run(AuthFlow.serviceToken(installation, person), ask)

    /**
     * Gets a link code for another device.
     *
     * @param show returns when the viewer has typed the code on the other device or gives up; `Event.NewCode` gets another.
     * @return `Outcome.LinkFinished` or `Outcome.WithoutSingleSignOn`.
     */
    suspend fun linkDevice(show: suspend (Question) -> Event?): Outcome =
        run(AuthFlow.linkDevice(installation)) { show(it) ?: Event.Finished }

    /** Gets the devices of the sign-in, for a viewer who looks: `Outcome.Devices` or `Outcome.WithoutSingleSignOn`. */
    suspend fun listDevices(): Outcome = run(AuthFlow.listDevices(installation)) { null }

    /** Takes devices out of the sign-in, by their ids in the list: `Outcome.Unlinked` or `Outcome.WithoutSingleSignOn`. */
    suspend fun unlinkDevices(devices: List<Secret>): Outcome = run(AuthFlow.unlinkDevices(installation, devices)) { null }

    /** Takes up what `saveServiceToken` got in an earlier run. Gives the reason if the bytes were left behind. */
    fun restoreServiceToken(saved: SecretBytes): RestoreError? = installation.restoreServiceToken(saved, clock.now())

    /** Forgets the service token and the identifier, as when the person leaves the application's account. */
    suspend fun forgetServiceToken(): Unit = turnLock.withLock {
        installation.forgetServiceToken()
        saveServiceToken(null)
    }

    /** Keeps what the application itself has changed, such as the provider that it remembers. */
    suspend fun save(): Unit = turnLock.withLock {
        installation.unsaved()?.let {
            save(it.bytes)
            installation.markSaved(it.revision)
        }
    }

    /** The network is back: flows try at once what they have put off. */
    fun online() {
        connections.updateAndGet { it + 1 }
    }

    internal fun cycle(flow: AuthFlow) = FlowCycle(flow, configurations)

    /** The next step that is the viewer's to see. */
    internal suspend fun advance(cycle: FlowCycle, first: Event, said: Channel<Event>): Step {
        var event = first
        while (true) {
            currentCoroutineContext().ensureActive()
            val (step, turn) = turn(cycle, event)
            event = when (step) {
                is Step.Send -> send(cycle, step.request)
                is Step.Sleep -> said.orTimerAt(step.untilMillis)
                is Step.AwaitOther -> awaitOther(step.untilMillis, turn)
                is Step.Ask, is Step.Done, is Step.Stop, is Step.Await -> return step
            }
        }
    }

    /** No other flow is to wait for one that is left before its end. */
    internal fun giveUp(cycle: FlowCycle) {
        if (cycle.hasEnded) return
        cycle.handle(clock.now(), Event.Cancel)
        turns.updateAndGet { it + 1 }
    }

    /** Decides and saves. Gives the step, and the number of turns so far. */
    private suspend fun turn(cycle: FlowCycle, event: Event): Pair<Step, Long> = turnLock.withLock {
        val turn = cycle.handle(clock.now(), event)
        turn.saved?.let {
            save(it)
            installation.markSaved(turn.revision)
        }
        if (turn.isTokenNew) saveServiceToken(installation.savedServiceToken())
        // A flow that waits changes nothing for others that wait: they would wake each other in turn.
        turn.step to if (turn.step is Step.AwaitOther) turns.value else turns.updateAndGet { it + 1 }
    }

    private suspend fun send(cycle: FlowCycle, request: Request): Event {
        cycle.kept(request, clock.now())?.let { return it }
        val start = clock.now().monotonicMillis
        val result = runCatching { transport.send(request) }
        observe?.invoke(cycle.observed(request, result, clock.now().monotonicMillis - start))
        return when (val failure = result.exceptionOrNull()) {
            null -> cycle.received(request, result.getOrThrow(), clock.now())
            is IOException -> cycle.noResponse(failure)
            else -> throw failure
        }
    }

    private suspend fun awaitOther(untilMillis: ULong, turn: Long): Event {
        val now = clock.now().monotonicMillis
        val millis = if (untilMillis > now) (untilMillis - now).toLong() else 0
        withTimeoutOrNull(millis) { turns.first { it != turn } }
        return Event.Timer
    }

    private suspend fun Channel<Event>.orTimerAt(untilMillis: ULong): Event = coroutineScope {
        val known = connections.value
        val sleep = launch { clock.sleepUntil(untilMillis) }
        val connection = launch { connections.first { it != known } }
        select<Event> {
            onReceive { it }
            sleep.onJoin { Event.Timer }
            connection.onJoin { Event.Online }
        }.also {
            sleep.cancel()
            connection.cancel()
        }
    }

    companion object {
        /** Three minutes (N1). */
        const val CONFIGURATION_LIFE_MILLIS: Long = 180_000
    }
}
