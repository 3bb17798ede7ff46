package tvpass

import java.io.IOException

/** One run of a flow, as far as it neither sends nor waits. It remembers why the last request had no response. */
internal class FlowCycle(private val flow: AuthFlow, private val configurations: ConfigurationCache) {
    private var standing: Step? = null
    private var cause: IOException? = null
    private var hasList = false

    /** True if the flow has come to its end. */
    var hasEnded = false
        private set

    /** The answer to an event; one that changes nothing leaves the step before it standing. */
    fun handle(now: Now, event: Event): Turn {
        // Who has seen the list and asks for it wants a fresh one.
        if (hasList && event is Event.Reload) configurations.forget()
        val turn = flow.handle(now, event)
        val step = standing.takeIf { turn.step is Step.Await } ?: turn.step
        standing = step
        hasEnded = step is Step.Done || step is Step.Stop
        if (step is Step.Stop && (step.error.reason is Reason.NoResponse || step.error.reason is Reason.ResponseTooLarge)) {
            step.error.initCause(cause)
        }
        return turn.copy(step = step)
    }

    /** The event of a response that is kept, if there is one. */
    fun kept(request: Request, now: Now): Event? {
        hasList = hasList || ConfigurationCache.isForConfiguration(request)
        return configurations.find(request, now.monotonicMillis)?.let(::response)
    }

    /** The event of a response that came. */
    fun received(request: Request, response: Response, now: Now): Event {
        configurations.keep(request, response, now.monotonicMillis)
        return response(response)
    }

    fun observed(request: Request, result: Result<Response>, millis: ULong): ObservedExchange {
        val status = result.getOrNull()?.status?.toUShort()
        return flow.observed(request, status, result.exceptionOrNull()?.let(::transportFailureOf), millis)
    }

    fun response(response: Response): Event {
        cause = null
        val delay = response.retryAfterMillis?.takeIf { response.status in WITH_DELAY }
        val status = response.status.toUShort()
        return if (delay == null) Event.Response(status, response.body) else Event.RetryAfter(status, delay.toULong())
    }

    fun noResponse(failure: IOException): Event {
        cause = failure
        val isTooLarge = generateSequence<Throwable>(failure) { it.cause }.any { it is ResponseTooLargeException }
        return if (isTooLarge) Event.ResponseTooLarge else Event.NoResponse
    }

    private companion object {
        /** Statuses whose `Retry-After` says when to ask again. */
        val WITH_DELAY = setOf(429, 503)
    }
}
