; Short(eax, ebx, ecx) -> (eax, ebx, ecx)
mov   edx, ecx
cmp   eax, ecx
cmovg ecx, eax
cmovl edx, eax
cmp   edx, ebx
cmovg eax, ebx
cmovg ebx, edx
