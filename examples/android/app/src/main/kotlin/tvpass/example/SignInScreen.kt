package tvpass.example

import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.Button
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalUriHandler
import androidx.compose.ui.unit.dp
import tvpass.Mvpd
import tvpass.SessionDevice

@Composable
fun SignInScreen(signIn: SignIn) {
    val state by signIn.state.collectAsState()
    Column(
        modifier = Modifier.fillMaxSize().padding(24.dp),
        verticalArrangement = Arrangement.spacedBy(16.dp, Alignment.CenterVertically),
        horizontalAlignment = Alignment.CenterHorizontally,
    ) {
        when (val shown = state) {
            is SignInState.EnterCode -> EnterCode(shown.problem, signIn::enter)
            SignInState.Working -> CircularProgressIndicator()
            is SignInState.Confirm -> Confirm(shown.device, onConfirm = signIn::goOn, onCancel = signIn::startOver)
            is SignInState.Pick -> Picker(shown.mvpds, signIn::pick)
            is SignInState.Browse -> Browse(shown.url, onReturned = signIn::goOn)
            is SignInState.SignedIn -> SignedIn(shown.profile.mvpd, onAgain = signIn::startOver)
        }
    }
}

@Composable
private fun EnterCode(problem: String?, onEnter: (String) -> Unit) {
    var code by remember { mutableStateOf("") }
    Text("Type the code that your television shows", style = MaterialTheme.typography.titleLarge)
    OutlinedTextField(
        value = code,
        onValueChange = { code = it.trim() },
        singleLine = true,
        isError = problem != null,
        supportingText = { problem?.let { Text(it) } },
    )
    Button(onClick = { onEnter(code) }, enabled = code.isNotEmpty()) { Text("Continue") }
}

@Composable
private fun Confirm(device: SessionDevice?, onConfirm: () -> Unit, onCancel: () -> Unit) {
    Text("Sign in on this device?", style = MaterialTheme.typography.titleLarge)
    Text(device?.model ?: "A device that does not say what it is")
    Button(onClick = onConfirm) { Text("It is mine") }
    Button(onClick = onCancel) { Text("It is not mine") }
}

@Composable
private fun Picker(mvpds: List<Mvpd>, onPick: (Mvpd) -> Unit) {
    var search by remember { mutableStateOf("") }
    OutlinedTextField(value = search, onValueChange = { search = it }, singleLine = true, label = { Text("TV provider") })
    LazyColumn {
        items(mvpds.filter { it.name().contains(search, ignoreCase = true) }) { mvpd ->
            Text(mvpd.name(), Modifier.fillMaxWidth().clickable { onPick(mvpd) }.padding(12.dp))
        }
    }
}

@Composable
private fun Browse(url: String, onReturned: () -> Unit) {
    val browser = LocalUriHandler.current
    Text("Sign in on your provider's page, then come back", style = MaterialTheme.typography.titleLarge)
    Button(onClick = { browser.openUri(url) }) { Text("Open the page") }
    Button(onClick = onReturned) { Text("I have signed in") }
}

@Composable
private fun SignedIn(mvpd: String, onAgain: () -> Unit) {
    Text("You are signed in at $mvpd", style = MaterialTheme.typography.titleLarge)
    Text("Your television goes on by itself.")
    Button(onClick = onAgain) { Text("Sign in another device") }
}

private fun Mvpd.name() = displayName ?: id
