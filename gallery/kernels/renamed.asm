; The same over registers of x86, with the operands of the second comparison exchanged.
mov   edx, eax
cmp   ebx, edx
cmovl edx, ebx
cmovl ebx, eax
cmp   ebx, ecx
mov   eax, ecx
cmovl ecx, ebx
cmovl ebx, eax
cmp   eax, edx
cmovl ecx, edx
cmovg eax, edx
