; MinMax(xmm0, xmm1, xmm2) -> (xmm0, xmm1, xmm2)
movdqa xmm3, xmm0
pminsd xmm0, xmm1
pmaxsd xmm1, xmm3
movdqa xmm3, xmm1
pminsd xmm1, xmm2
pmaxsd xmm2, xmm3
movdqa xmm3, xmm0
pminsd xmm0, xmm1
pmaxsd xmm1, xmm3
