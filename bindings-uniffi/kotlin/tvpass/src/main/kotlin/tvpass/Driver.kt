package tvpass

import java.io.IOException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.selects.select

/**
 * What every flow of an application needs: the client, a way to the service, the time, and a place for secrets.
 *
 * @param save gets what must survive a restart, whenever it changed: keep it where the platform keeps secrets.
 */
class Driver(
    val client: Client,
    private val transport: Transport = Transport.ofPlatform(),
    private val clock: FlowClock = SystemFlowClock,
    private val save: suspend (SecretBytes) -> Unit,
) {
    /**
     * Runs the flow to its end. Cancelling the coroutine ends it at once; what was saved stays good.
     *
     * @param ask answers its prompts, with nothing where it is enough to go on.
     * @throws TvpassException if the flow cannot go on; its cause is what the transport said.
     */
    suspend fun run(flow: AuthFlow, ask: suspend (Prompt) -> Input?): Outcome {
        val said = Channel<Input>(Channel.CONFLATED)
        var happened: Input = Input.Begin
        while (true) {
            when (val step = advance(flow, happened, said)) {
                is Step.Ask -> happened = ask(step.prompt) ?: Input.Tick
                is Step.Done -> return step.outcome
                is Step.Stop -> throw step.error
                is Step.Send, is Step.Wait -> error("the driver does these by itself")
            }
        }
    }

    /** Runs the flow in [scope], to be watched by screens that come and go. */
    fun start(flow: AuthFlow, scope: CoroutineScope): FlowRun = FlowRun(flow, this, scope)

    /** The next step that is the viewer's to see. */
    internal suspend fun advance(flow: AuthFlow, input: Input, said: Channel<Input>): Step {
        var happened = input
        var cause: IOException? = null
        while (true) {
            currentCoroutineContext().ensureActive()
            val step = flow.next(clock.now(), happened)
            client.saveIfChanged()?.let { save(it) }
            happened = when (step) {
                is Step.Send -> try {
                    val response = transport.send(step.request)
                    cause = null
                    Input.Answer(response.status.toUShort(), response.body)
                } catch (failure: IOException) {
                    cause = failure
                    Input.NoAnswer
                }
                is Step.Wait -> said.orTickAt(step.untilMillis)
                is Step.Ask, is Step.Done -> return step
                is Step.Stop -> return step.also { if (it.error.reason is Reason.NoAnswer) it.error.initCause(cause) }
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
