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
 * @param save gets what must survive a restart, before anything is sent that rests on it: keep it where the platform keeps
 * secrets, and return when it is kept. What it throws ends the flow.
 */
class Driver(
    val installation: Installation,
    private val transport: Transport = Transport.ofPlatform(),
    private val clock: FlowClock = SystemFlowClock,
    private val observe: ((ObservedExchange) -> Unit)? = null,
    private val save: suspend (SecretBytes) -> Unit,
) {
    // A later state must not be kept before an earlier one.
    private val turnLock = Mutex()
    private val turns = MutableStateFlow(0L)
    private val connections = MutableStateFlow(0L)

    /**
     * Runs the flow to its end. Cancelling the coroutine ends it at once; what was saved stays good.
     *
     * @param ask replies to its questions, with nothing where it is enough to go on.
     * @throws TvpassException if the flow cannot go on; its cause is what the transport said.
     */
    suspend fun run(flow: AuthFlow, ask: suspend (Question) -> Event?): Outcome {
        val said = Channel<Event>(Channel.CONFLATED)
        val cycle = FlowCycle(flow)
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
        // A flow that waits changes nothing for others that wait: they would wake each other in turn.
        turn.step to if (turn.step is Step.AwaitOther) turns.value else turns.updateAndGet { it + 1 }
    }

    private suspend fun send(cycle: FlowCycle, request: Request): Event {
        val start = clock.now().monotonicMillis
        val result = runCatching { transport.send(request) }
        observe?.invoke(cycle.observed(request, result, clock.now().monotonicMillis - start))
        return when (val failure = result.exceptionOrNull()) {
            null -> cycle.response(result.getOrThrow())
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
}
