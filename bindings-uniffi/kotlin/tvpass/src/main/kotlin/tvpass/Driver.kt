package tvpass

import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.mapNotNull
import kotlinx.coroutines.launch
import kotlinx.coroutines.selects.select

/**
 * What every flow of an application needs: the client, a way to the service, the time, and a place for secrets.
 *
 * @param save gets what must survive a restart, whenever it changed: keep it where the platform keeps secrets.
 */
class Driver(
    val client: Client,
    private val transport: Transport = HttpUrlTransport(),
    private val clock: FlowClock = SystemFlowClock,
    private val save: suspend (SecretBytes) -> Unit,
) {
    /**
     * Runs the flow to its end.
     *
     * @param ask answers its prompts, with nothing where it is enough to go on.
     * @throws TvpassException if the flow cannot go on.
     */
    suspend fun run(flow: AuthFlow, ask: suspend (Prompt) -> Input?): Outcome {
        val run = start(flow)
        return run.steps.mapNotNull { step ->
            if (step is Step.Ask) run.say(ask(step.prompt) ?: Input.Tick)
            (step as? Step.Done)?.outcome
        }.first()
    }

    /** The flow, to be watched by a user interface while it goes on. */
    fun start(flow: AuthFlow) = FlowRun(flow, this)

    /** The next step that is the viewer's to see. */
    internal suspend fun advance(flow: AuthFlow, input: Input, said: Channel<Input>): Step {
        var happened = input
        while (true) {
            currentCoroutineContext().ensureActive()
            val step = flow.next(clock.now(), happened)
            client.saveIfChanged()?.let { save(it) }
            happened = when (step) {
                is Step.Send -> transport.send(step.request)
                is Step.Wait -> said.orTickAt(step.untilMillis)
                is Step.Ask, is Step.Done -> return step
                is Step.Stop -> throw step.error
            }
        }
    }

    private suspend fun Channel<Input>.orTickAt(untilMillis: ULong): Input = coroutineScope {
        val sleep = launch { clock.sleepUntil(untilMillis) }
        select<Input> {
            onReceive { it }
            sleep.onJoin { Input.Tick }
        }.also { sleep.cancel() }
    }
}

/** A flow under way. */
class FlowRun internal constructor(private val flow: AuthFlow, private val driver: Driver) {
    private val said = Channel<Input>(Channel.CONFLATED)

    /** The prompts of the flow and its outcome, one after the other. Collect it once. */
    val steps: Flow<Step> = flow {
        var step = driver.advance(flow, Input.Begin, said)
        emit(step)
        while (step is Step.Ask) {
            val answer = if (step.awaitsViewer) said.receive() else said.tryReceive().getOrNull() ?: Input.Tick
            step = driver.advance(flow, answer, said)
            emit(step)
        }
    }

    /** What the viewer did: the answer to the last prompt, or the wish for a new code while the flow waits. */
    fun say(input: Input) {
        said.trySend(input)
    }
}
