// swift-tools-version: 6.0
import Foundation
import PackageDescription

// A package for Apple's platforms carries the library as an XCFramework (`cargo xtask package swift`). Without one, as in
// this repository, the library is the one that Cargo built, found with `-Xlinker -L`; only there are the shared vectors and
// the services that tests need.
let framework = "TVPassFFI.xcframework"
let isPackaged = FileManager.default.fileExists(atPath: Context.packageDirectory + "/" + framework)

// Stand-ins of Apple's frameworks: with them the files for Apple's platforms are compiled and tested where those are not.
#if os(Linux)
let frameworks = isPackaged ? [] : ["Network", "Security", "UIKit", "VideoSubscriberAccount"]
#else
let frameworks: [String] = []
#endif

let apple = frameworks.map { Target.Dependency(stringLiteral: $0) }
let ofRepository: [Target] = frameworks.map { .target(name: $0, path: "Tests/Apple/\($0)") } + [
    .systemLibrary(name: "TVPassFFI"),
    .executableTarget(name: "Overhead", dependencies: ["TVPass"], path: "Overhead"),
    .executableTarget(name: "Flows", dependencies: ["TVPass"], path: "Flows"),
    .executableTarget(name: "Cancel", dependencies: ["TVPass"], path: "Cancel"),
    .testTarget(name: "TVPassTests", dependencies: ["TVPass", "TVPassAccessEnabler"] + apple),
]

let package = Package(
    name: "TVPass",
    platforms: [.iOS(.v15), .tvOS(.v15), .macOS(.v12)],
    products: [
        .library(name: "TVPass", targets: ["TVPass"]),
        // The shape of an AccessEnabler SDK, for applications that come from one.
        .library(name: "TVPassAccessEnabler", targets: ["TVPassAccessEnabler"]),
    ],
    targets: [
        .target(name: "TVPass", dependencies: ["TVPassFFI"] + apple, resources: [.copy("PrivacyInfo.xcprivacy")]),
        .target(name: "TVPassAccessEnabler", dependencies: ["TVPass"]),
    ] + (isPackaged ? [.binaryTarget(name: "TVPassFFI", path: framework)] : ofRepository),
    swiftLanguageModes: [.v6]
)
