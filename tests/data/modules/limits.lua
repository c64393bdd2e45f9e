return { never_a = 45 }
