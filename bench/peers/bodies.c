/* The peers of the generated loops: the same three statements, one chunk of inputs each call. The answer is whether some
   input of the chunk violates it. None is so simple that the compiler proves it and drops the loop. Compiled by `gcc -O3 -march=native`, which vectorises all three. */
#include <stdint.h>

int clear_lowest_bit(uint32_t start, uint32_t count)
{
    uint32_t bad = 0;
    for (uint32_t i = 0; i < count; i++)
    {
        uint32_t x = start + i;
        uint32_t cleared = x ^ (x & (x - 1));
        bad |= (cleared & (cleared - 1)) != 0;
    }

    return bad != 0;
}

int swar_popcount(uint32_t start, uint32_t count)
{
    uint32_t bad = 0;
    for (uint32_t i = 0; i < count; i++)
    {
        uint32_t x = start + i;
        uint32_t pairs = x - ((x >> 1) & 0x55555555u);
        uint32_t nibbles = (pairs & 0x33333333u) + ((pairs >> 2) & 0x33333333u);
        uint32_t left = (((nibbles + (nibbles >> 4)) & 0x0F0F0F0Fu) * 0x01010101u) >> 24;
        uint32_t right = 0;
        for (int bit = 0; bit < 32; bit++)
        {
            right += (x >> bit) & 1u;
        }

        bad |= left != right;
    }

    return bad != 0;
}

int divide_by_seven(uint32_t start, uint32_t count)
{
    uint32_t bad = 0;
    for (uint32_t i = 0; i < count; i++)
    {
        uint32_t x = start + i;
        uint32_t high = (uint32_t)(((uint64_t)x * 0x24924925u) >> 32);
        uint32_t quotient = (((x - high) >> 1) + high) >> 2;
        bad |= x - 7 * quotient >= 7;
    }

    return bad != 0;
}
