// oracle - does what oracle_ops did with Go's own map, and compares lengths and
// growth points. Needs a Go whose map has buckets: before 1.24.
package main

import (
	"bufio"
	"fmt"
	"os"
	"unsafe"
)

// The head of the runtime's hmap (runtime/map.go, Go 1.6 to 1.23).
type hmap struct {
	count int
	flags uint8
	B     uint8
}

func main() {
	m := make(map[uint64]uint64)
	h := *(**hmap)(unsafe.Pointer(&m))
	in := bufio.NewScanner(os.Stdin)
	operations, growths := 0, 0

	for in.Scan() {
		var operation string
		var key uint64
		var length int
		var B uint8
		fmt.Sscan(in.Text(), &operation, &key, &length, &B)
		before := h.B
		if operation == "p" {
			m[key] = key
		} else {
			delete(m, key)
		}
		operations++
		if h.B != before {
			growths++
		}
		if len(m) != length || h.B != B {
			fmt.Printf("operation %d, %s %d: Go has length %d and B %d, "+
				"we have %d and %d\n", operations, operation, key,
				len(m), h.B, length, B)
			os.Exit(1)
		}
	}
	if operations == 0 {
		fmt.Println("no operations came in")
		os.Exit(1)
	}
	fmt.Printf("%d operations, %d growths: same lengths, same growth points\n",
		operations, growths)
}
