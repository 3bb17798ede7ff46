package androidx.lifecycle

import android.app.Application
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.MainScope

/** Stands in for the model of a screen, which outlives the screen. */
abstract class ViewModel {
    internal val scope = MainScope()
}

/** Stands in for a model that knows its application. */
open class AndroidViewModel(val application: Application) : ViewModel()

/** Stands in for the scope that ends with the model. */
val ViewModel.viewModelScope: CoroutineScope
    get() = scope
