module example/television

go 1.20
