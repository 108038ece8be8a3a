; This one sorts unsigned values.
mov   edx, eax
cmp   eax, ecx
cmova eax, ecx
cmova ecx, edx
