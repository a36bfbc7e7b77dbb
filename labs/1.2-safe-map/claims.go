// claims.go - what the claims of lab 1.2 say about Go, asked of Go itself.
package main

import (
	"fmt"
	"os"
	"sync"
	"testing"
)

func allocations() {
	plain := map[int]int{1: 1}
	var shared sync.Map
	shared.Store(1, 1)
	n := 100
	fmt.Printf("plain %.0f\n", testing.AllocsPerRun(1000, func() {
		n++
		plain[1] = n
	}))
	fmt.Printf("shared %.0f\n", testing.AllocsPerRun(1000, func() {
		n++
		shared.Store(1, 1000+n)
	}))
}

func notComparable() {
	defer func() { fmt.Println("panic:", recover()) }()
	var shared sync.Map
	shared.Store([]int{1}, 1)
}

func main() {
	switch os.Args[1] {
	case "allocations":
		allocations()
	case "keys":
		notComparable()
	}
}
