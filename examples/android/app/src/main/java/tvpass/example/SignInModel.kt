package tvpass.example

import android.app.Application
import androidx.lifecycle.AndroidViewModel
import androidx.lifecycle.viewModelScope
import tvpass.Driver
import tvpass.Installation
import tvpass.Redacted
import tvpass.android.AndroidDevice
import tvpass.android.InstallationStore

/** Outlives the activity, which is made anew when the phone is turned. The address is the simulator's on the emulator's computer. */
class SignInModel(application: Application) : AndroidViewModel(application) {
    private val store = InstallationStore(application)
    private val settings = phoneSettings(
        "http://10.0.2.2:8787", Redacted("demo.software.statement"), AndroidDevice(application),
    )
    private val driver = Driver(Installation(settings, store.load())) { store.save(it) }

    val signIn = SignIn(driver, viewModelScope)
}
