# Two values in memory; loads and stores do not count.
sort2:
        mov     eax, dword ptr [rdi]
        mov     ecx, dword ptr [rdi + 4]
        mov     edx, eax
        cmp     eax, ecx
        cmovg   eax, ecx
        cmovg   ecx, edx
        mov     dword ptr [rdi], eax
        mov     dword ptr [rdi + 4], ecx
        ret
