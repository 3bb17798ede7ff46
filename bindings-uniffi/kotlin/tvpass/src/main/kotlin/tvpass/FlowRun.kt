package tvpass

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch

/** A flow under way, which goes on whether anybody watches or not. */
class FlowRun internal constructor(private val flow: AuthFlow, private val driver: Driver, scope: CoroutineScope) {
    private val said = Channel<Event>(Channel.CONFLATED)
    private val present = MutableStateFlow<Step?>(null)

    /**
     * The step to show: `Step.Ask`, at the end `Step.Done` or `Step.Stop`; nothing while the service is asked. A
     * screen that is made anew collects it again and finds where the flow is.
     */
    val step: StateFlow<Step?> = present.asStateFlow()

    private val job = scope.launch { follow() }

    /** An act of the viewer: the reply to the last question, or the wish for a new code while the flow waits. */
    fun say(event: Event) {
        said.trySend(event)
    }

    /** The viewer has done what the last question asks, and has nothing else to say. */
    fun goOn() {
        (present.value as? Step.Ask)?.let { say(it.usualEvent) }
    }

    /**
     * Waits for the end.
     *
     * @throws TvpassException if the flow cannot go on.
     */
    suspend fun outcome(): Outcome {
        job.join()
        return when (val last = present.value) {
            is Step.Done -> last.outcome
            is Step.Stop -> throw last.error
            else -> throw CancellationException("the flow was cancelled")
        }
    }

    /** Ends the flow; what was saved stays good. */
    fun cancel() {
        job.cancel()
    }

    private suspend fun follow() {
        val cycle = driver.cycle(flow)
        var event: Event = Event.Start
        try {
            while (true) {
                val step = driver.advance(cycle, event, said)
                present.value = step
                if (step !is Step.Ask) return
                event = if (step.awaitsViewer) said.receive() else said.tryReceive().getOrNull() ?: step.usualEvent
                // The question is answered; a code stays on the screen while the flow polls.
                if (step.awaitsViewer) present.value = null
            }
        } finally {
            driver.giveUp(cycle)
        }
    }
}
