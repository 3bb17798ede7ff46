package tvpass.accessenabler

import kotlinx.coroutines.CompletableDeferred
import tvpass.Event
import tvpass.Question

/** The questions of flows as callbacks, and the methods that answer them. */
internal class Viewer(private val delegate: IAccessEnablerDelegate) {
    private var choice: CompletableDeferred<String>? = null
    private var page: CompletableDeferred<Unit>? = null

    /** The answer to the picker, if it is shown. */
    fun choose(mvpd: String): Boolean = choice?.complete(mvpd) ?: false

    /** The browser has come back. */
    fun returned() {
        page?.complete(Unit)
    }

    suspend fun answer(question: Question, requestor: Requestor): Event? {
        when (question) {
            is Question.ChooseMvpd -> return pick(question, requestor)
            // The old interface showed the whole list each time.
            is Question.ConfirmMvpd -> return Event.Reload
            is Question.OpenUrl -> browse(question.url)
            is Question.OpenUrls -> question.urls.forEach { browse(it) }
            is Question.ShowCode -> delegate.status(AdvancedStatus("REGCODE", "Information", question.code))
            Question.SignOutAtPartner ->
                delegate.status(AdvancedStatus("VSA203", "Information", "sign out in the settings of the device as well"))
            else -> {}
        }
        return null
    }

    private suspend fun pick(question: Question.ChooseMvpd, requestor: Requestor): Event {
        val mvpds = question.configuration.mvpds.map { Mvpd(it.id, it.displayName, it.logoUrl, it.isTempPass) }
        requestor.mvpds = mvpds
        val choice = CompletableDeferred<String>().also { this.choice = it }
        try {
            delegate.displayProviderDialog(ArrayList(mvpds))
            return Event.Chosen(choice.await())
        } finally {
            this.choice = null
        }
    }

    private suspend fun browse(url: String) {
        val page = CompletableDeferred<Unit>().also { this.page = it }
        try {
            delegate.navigateToUrl(url)
            page.await()
        } finally {
            this.page = null
        }
    }
}
