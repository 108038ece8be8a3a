; Ties(eax, ebx) -> (eax, ebx)
cmp   eax, ebx
cmovl edx, eax      ; the lesser one, unless they are equal
cmovg edx, ebx
cmovg ebx, eax
mov   eax, edx
