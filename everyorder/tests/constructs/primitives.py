def programs(full=False): yield from ()
